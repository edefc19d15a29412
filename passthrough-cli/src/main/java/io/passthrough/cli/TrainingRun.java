package io.passthrough.cli;

import io.passthrough.cli.training.LoopbackBucket;
import io.passthrough.core.config.Configurations;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.gateway.Gateway;
import io.passthrough.gateway.ServedRelease;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
   */
  public static void main(String[] args) throws IOException {
    System.exit(new TrainingRun(Path.of(args[0]).toAbsolutePath()).run());
  }

  private int run() throws IOException {
    useNoCredentialsOfTheUser();
    build("dist", "0a1b2c3d");
    build("other", "4e5f6a7b");
    try (LoopbackBucket bucket = LoopbackBucket.open()) {
      write(
          "passthrough.yaml",
          "gateway: {listener: {port: 0}, root: other, assets: {base: /, s3: {bucket: %s, region: us-east-1, endpoint: '%s'}}}"
              .formatted(LoopbackBucket.NAME, bucket.endpoint()));
      return COMMANDS.stream().allMatch(this::succeeds) && serves() ? 0 : 1;
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
    PrintStream result =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(talk, true, StandardCharsets.UTF_8);
    Terminal terminal =
        new Terminal(result, err, Map.of(), folder, Optional.empty(), Optional.of(80));
    boolean succeeded = Main.run(command, terminal) == 0;
    if (!succeeded) {
      System.err.println(talk.toString(StandardCharsets.UTF_8));
    }
    return succeeded;
  }

  /**
   * Serves a release's own file, then one of the release before it, which comes from the bucket.
   */
  private boolean serves() throws IOException {
    PassthroughConfig configuration =
        Configurations.load(folder.resolve("passthrough.yaml"), Map.of());
    try (ServedRelease served = Gateway.serve(configuration)) {
      return answers(served, "4e5f6a7b") && answers(served, "0a1b2c3d");
    }
  }

  private static boolean answers(ServedRelease served, String fingerprint) throws IOException {
    URI uri = served.uri().resolve("/assets/app-" + fingerprint + ".js");
    try (InputStream body = uri.toURL().openStream()) {
      String expected = "app(" + fingerprint + ")";
      return new String(body.readAllBytes(), StandardCharsets.UTF_8).equals(expected);
    }
  }
}
