package io.passthrough.azure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs {@link StoreMain} with an environment of its own: the SDK reads the real one only. */
final class StoreProcess {

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

  /** Returns what it printed on its standard output. */
  String run(String command, String... more) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(options);
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), StoreMain.class.getName()));
    line.addAll(List.of(command, "container=web"));
    line.addAll(List.of(more));
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().removeIf(name -> name.startsWith("AZURE_"));
    builder.environment().keySet().removeIf(name -> name.startsWith("IDENTITY_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return printed.strip();
  }
}
