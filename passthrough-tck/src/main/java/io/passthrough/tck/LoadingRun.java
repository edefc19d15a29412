package io.passthrough.tck;

import io.passthrough.tck.loading.LoadingMain;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A fresh Java process that loads the provider as an application does. Used by one thread. */
final class LoadingRun {

  private final SecondProcess second;
  private final Duration limit;
  private final List<String> options = new ArrayList<>();
  private final List<Path> classPath = new ArrayList<>();

  LoadingRun(SecondProcess second, Duration limit) {
    this.second = second;
    this.limit = limit;
    classPath.addAll(Fork.path());
    classPath.addAll(second.classPath());
  }

  /** Puts something before everything else on the class path. */
  LoadingRun beside(Path neighbour) {
    classPath.add(0, neighbour);
    return this;
  }

  /** Puts the provider on the module path, and all that it names as required. */
  LoadingRun asModule(Path folder) throws IOException {
    ProviderModule module = ProviderModule.of(second.provider(), classPath, folder);
    options.addAll(List.of("-p", Fork.joined(module.path()), "--add-modules", module.name()));
    return this;
  }

  /** Lets the virtual machine tell which classes it loads. */
  LoadingRun tellingClasses() {
    options.add("-Xlog:class+load:stderr");
    return this;
  }

  Loaded find() throws IOException, InterruptedException {
    return run(LoadingMain.FIND, out -> {});
  }

  Loaded construct() throws IOException, InterruptedException {
    return run(LoadingMain.CONSTRUCT, out -> {});
  }

  Loaded open(String prefix, List<Map<String, String>> all)
      throws IOException, InterruptedException {
    return run(
        LoadingMain.OPEN,
        out -> {
          out.writeUTF(prefix);
          out.writeInt(all.size());
          for (Map<String, String> each : all) {
            write(each, out);
          }
        });
  }

  private static void write(Map<String, String> options, DataOutputStream out) throws IOException {
    out.writeInt(options.size());
    for (Map.Entry<String, String> option : options.entrySet()) {
      out.writeUTF(option.getKey());
      out.writeUTF(option.getValue());
    }
  }

  private interface Input {
    void write(DataOutputStream out) throws IOException;
  }

  private Loaded run(String command, Input input) throws IOException, InterruptedException {
    Path said = Files.createTempFile("passthrough-tck", ".out");
    Path errors = Files.createTempFile("passthrough-tck", ".err");
    Process process =
        new ProcessBuilder(Fork.command(options, classPath, LoadingMain.class))
            .redirectOutput(said.toFile())
            .redirectError(errors.toFile())
            .start();
    try (DataOutputStream out = new DataOutputStream(process.getOutputStream())) {
      out.writeUTF(second.provider().getName());
      out.writeUTF(command);
      input.write(out);
      out.flush();
      Expect.holds(
          process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS),
          "the process that loads the provider",
          "an end within " + limit.toSeconds() + " s",
          "still running");
      return Loaded.read(said, errors);
    } finally {
      process.destroyForcibly();
      Files.delete(said);
      Files.delete(errors);
    }
  }
}
