package io.passthrough.azure;

import io.passthrough.tck.KnownFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Azure's own emulator of its storage, which keeps blobs in memory, in a process of its own.
 *
 * @param process the process
 * @param server where it listens, without the account
 */
record Azurite(Process process, URI server) implements AutoCloseable {

  static final String VERSION = "3.37.0";

  /** Every emulator has this account and key. */
  static final String ACCOUNT = "devstoreaccount1";

  static final String KEY =
      "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr"
          + "/KBHBeksoGMGw==";

  /** What it does otherwise than the contract asks. */
  static final List<KnownFailure> KNOWN_FAILURES =
      List.of(
          new KnownFailure(
              "list.utf8-order",
              "it sorts names as UTF-16",
              URI.create(
                  "https://github.com/Azure/Azurite/blob/main/src/blob/persistence"
                      + "/LokiBlobMetadataStore.ts")));

  private static final String LISTENS = "successfully listens on ";

  /** The address of the blob service. */
  URI endpoint() {
    return server().resolve("/" + ACCOUNT);
  }

  /** Returns another client, with all rights. */
  BlobWitness witness() {
    return new BlobWitness(endpoint(), ACCOUNT, KEY);
  }

  /** Starts it as a process of its own, from where npm has put it. */
  static Azurite start() throws IOException {
    Process process = new ProcessBuilder(command()).redirectErrorStream(true).start();
    return untilStarted(process);
  }

  private static List<String> command() throws IOException {
    return List.of(
        "node",
        script().toString(),
        "--blobHost",
        "127.0.0.1",
        "--blobPort",
        "0",
        "--blobKeepAliveTimeout",
        "600",
        "--inMemoryPersistence",
        "--silent",
        "--disableTelemetry");
  }

  private static Path script() throws IOException {
    Path below = Path.of("node_modules", "azurite", "dist", "src", "blob", "main.js");
    return Optional.of(Path.of("..", "target", "azurite").resolve(below))
        .filter(Files::isRegularFile)
        .orElseThrow(
            () ->
                new IOException(
                    "Not run on Azurite: it is not there; '.ci/azurite' installs it with npm"));
  }

  private static Azurite untilStarted(Process process) throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder said = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      said.append(line).append('\n');
      int at = line.indexOf(LISTENS);
      if (at >= 0) {
        Thread drain = new Thread(() -> drain(out), "azurite-output");
        drain.setDaemon(true);
        drain.start();
        URI server = URI.create(line.substring(at + LISTENS.length()).strip());
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new Azurite(process, server);
      }
    }
    throw new IOException("Azurite did not start:\n" + said);
  }

  private static void drain(BufferedReader out) {
    try {
      out.transferTo(Writer.nullWriter());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
