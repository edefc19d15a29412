package io.passthrough.cli;

import io.passthrough.cli.training.LoopbackBucket;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The training run of the class-data archive: loads the classes that the commands of a deployment
 * and a gateway need, by running them on a small build and a bucket of its own. The JVM archives at
 * its end what was loaded.
 */
public final class TrainingRun {

  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("publish", "--from", "dist", "--release", "first"),
          List.of("publish", "--from", "dist", "--release", "first"),
          List.of("activate", "first"),
          List.of("publish", "--from", "other", "--release", "second", "--json"),
          List.of("activate", "second"),
          List.of("rollback"),
          List.of("releases"));

  private static final String LISTENING = "Listening on ";

  private final Path folder;

  private TrainingRun(Path folder) {
    this.folder = folder;
  }

  /**
   * Runs the commands, silently, and ends the process: with 1 when one of them failed, whose talk
   * is on stderr then.
   *
   * @param args an empty folder to work in
   * @throws IOException when the folder cannot be written
   * @throws InterruptedException when it is interrupted
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    new TrainingRun(Path.of(args[0]).toAbsolutePath()).run();
  }

  private void run() throws IOException, InterruptedException {
    useNoCredentialsOfTheUser();
    build("dist", "0a1b2c3d");
    build("other", "4e5f6a7b");
    try (LoopbackBucket bucket = LoopbackBucket.open()) {
      write(
          "passthrough.yaml",
          "gateway: {listener: {port: 0}, root: other, assets: {base: /, s3: {bucket: %s, region: us-east-1, endpoint: '%s'}}}"
              .formatted(LoopbackBucket.NAME, bucket.endpoint()));
      boolean trained =
          COMMANDS.stream().allMatch(this::succeeds)
              && serves(folder, "4e5f6a7b", "0a1b2c3d")
              && serves(folder.resolve("dist"), "4e5f6a7b");
      // What serves drains now, and gives its lease back.
      System.exit(trained ? 0 : 1);
    }
  }

  private static void useNoCredentialsOfTheUser() {
    System.setProperty("aws.accessKeyId", "training");
    System.setProperty("aws.secretAccessKey", "training");
    String none = Path.of("none").toAbsolutePath().toString();
    System.setProperty("aws.configFile", none);
    System.setProperty("aws.sharedCredentialsFile", none);
  }

  private void build(String name, String fingerprint) throws IOException {
    write(name + "/index.html", "<!doctype html>");
    write(name + "/manifest.json", "{\"app.js\":\"assets/app-" + fingerprint + ".js\"}");
    write(name + "/assets/app-" + fingerprint + ".js", "app(" + fingerprint + ")");
    write(name + "/assets/app-" + fingerprint + ".js.map", "{}");
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    // A root that was just written is waited for.
    Files.setLastModifiedTime(file, FileTime.fromMillis(0));
  }

  private boolean succeeds(List<String> command) {
    ByteArrayOutputStream talk = new ByteArrayOutputStream();
    boolean succeeded = run(command, folder, OutputStream.nullOutputStream(), talk) == 0;
    if (!succeeded) {
      System.err.println(talk.toString(StandardCharsets.UTF_8));
    }
    return succeeded;
  }

  private static int run(
      List<String> command, Path directory, OutputStream result, OutputStream talk) {
    PrintStream out = new PrintStream(result, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(talk, true, StandardCharsets.UTF_8);
    return Main.run(
        command, new Terminal(out, err, Map.of(), directory, Optional.empty(), Optional.of(80)));
  }

  /**
   * Serves as a folder configures it, or without a configuration, and asks for files of some
   * fingerprints: the release's own and, from the bucket, one of the release before it.
   */
  private boolean serves(Path directory, String... fingerprints)
      throws IOException, InterruptedException {
    PipedInputStream said = new PipedInputStream();
    try (PipedOutputStream result = new PipedOutputStream(said);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(said, StandardCharsets.UTF_8))) {
      Thread server = new Thread(() -> serve(directory, result), "serve");
      server.start();
      boolean answered = answers(lines.readLine(), fingerprints);
      // What serves until a signal ends it ends by an interrupt as well.
      server.interrupt();
      server.join();
      return answered;
    }
  }

  private void serve(Path directory, PipedOutputStream result) {
    String root = folder.resolve("other").toString();
    List<String> command = List.of("serve", "--root", root, "--port", "0");
    run(command, directory, result, OutputStream.nullOutputStream());
    try {
      result.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close a pipe", e);
    }
  }

  private static boolean answers(@Nullable String line, String... fingerprints) throws IOException {
    if (line == null || !line.startsWith(LISTENING)) {
      return false;
    }
    for (String fingerprint : fingerprints) {
      URI file =
          URI.create(line.substring(LISTENING.length()) + "/assets/app-" + fingerprint + ".js");
      try (InputStream body = file.toURL().openStream()) {
        String expected = "app(" + fingerprint + ")";
        if (!new String(body.readAllBytes(), StandardCharsets.UTF_8).equals(expected)) {
          return false;
        }
      }
    }
    return true;
  }
}
