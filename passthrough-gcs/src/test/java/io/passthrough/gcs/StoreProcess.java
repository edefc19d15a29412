package io.passthrough.gcs;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs {@link StoreMain} with an environment of its own: the SDK reads the real one only. */
final class StoreProcess {

  private static final Map<String, String> NOTHING_OF_THE_MACHINE =
      Map.of("CLOUDSDK_CONFIG", "/no/config", "NO_GCE_CHECK", "true");

  private static final Set<String> OF_THE_MACHINE =
      Set.of(
          "GOOGLE_APPLICATION_CREDENTIALS",
          "GCE_METADATA_HOST",
          "STORAGE_EMULATOR_HOST",
          "GOOGLE_CLOUD_PROJECT");

  private final Map<String, String> environment;
  private final List<String> options;

  /** A process that ends soon gains nothing from the slower of the two compilers. */
  StoreProcess(Map<String, String> environment) {
    this(environment, List.of("-XX:TieredStopAtLevel=1"));
  }

  private StoreProcess(Map<String, String> environment, List<String> options) {
    this.environment = environment;
    this.options = options;
  }

  static StoreProcess inSmallHeap(Map<String, String> environment) {
    return new StoreProcess(environment, List.of("-Xmx64m"));
  }

  static List<String> server(URI endpoint) {
    return List.of("bucket=web", "endpoint=" + endpoint);
  }

  /** Returns what it printed on its standard output. */
  String run(String command, List<String> server, String... more)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(options);
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), StoreMain.class.getName()));
    line.add(command);
    line.addAll(server);
    line.addAll(List.of(more));
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().removeAll(OF_THE_MACHINE);
    builder.environment().putAll(NOTHING_OF_THE_MACHINE);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return printed.strip();
  }
}
