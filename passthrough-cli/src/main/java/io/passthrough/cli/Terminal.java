package io.passthrough.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run has around it.
 *
 * @param out takes the result
 * @param err takes the talk
 * @param environment the variables
 * @param directory what relative paths start from
 * @param home where the distribution lies, or empty when it is not known
 * @param width the columns of the terminal that {@code err} goes to, or empty when it goes
 *     elsewhere
 */
record Terminal(
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    Path directory,
    Optional<Path> home,
    Optional<Integer> width) {

  private static final int USUAL_WIDTH = 80;

  /** Systems that run pipelines set one of these: a bar would fill their logs. */
  private static final List<String> PIPELINES = List.of("CI", "JENKINS_URL");

  Terminal {
    boolean isPipeline = PIPELINES.stream().anyMatch(environment::containsKey);
    width = isPipeline ? Optional.empty() : width;
  }

  /** The process's own; the launcher says in properties what Java cannot find out. */
  static Terminal ofProcess() {
    return new Terminal(
        utf8(FileDescriptor.out),
        utf8(FileDescriptor.err),
        System.getenv(),
        Path.of("").toAbsolutePath(),
        Optional.ofNullable(System.getProperty("passthrough.home")).map(Path::of),
        Boolean.getBoolean("passthrough.terminal")
            ? Optional.of(Integer.getInteger("passthrough.columns", USUAL_WIDTH))
            : Optional.empty());
  }

  /** Keys are Unicode, whatever the locale is. */
  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  Path resolve(Path path) {
    return directory.resolve(path).normalize();
  }
}
