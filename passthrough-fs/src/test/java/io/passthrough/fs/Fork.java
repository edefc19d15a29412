package io.passthrough.fs;

import io.passthrough.api.AssetStore;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** A {@link StoreProcess} that a test has started. */
final class Fork implements AutoCloseable {

  private final Process process;
  private final BufferedReader output;

  private Fork(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  static Fork start(String... arguments) throws IOException {
    return start(List.of(), classPath(), arguments);
  }

  static Fork start(List<String> wrapper, List<Path> classPath, String... arguments)
      throws IOException {
    List<String> line = new ArrayList<>(wrapper);
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp"));
    line.add(String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList()));
    line.add(StoreProcess.class.getName());
    line.addAll(List.of(arguments));
    return new Fork(
        new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  static List<Path> classPath() {
    return List.of(home(StoreProcess.class), home(FsStore.class), home(AssetStore.class));
  }

  // A test's class is patched into the module, whose own location is another one.
  private static Path home(Class<?> type) {
    String file = type.getName().replace('.', '/') + ".class";
    String place = String.valueOf(type.getResource("/" + file));
    String home = place.substring(0, place.length() - file.length());
    return Path.of(
        URI.create(home.startsWith("jar:") ? home.substring(4, home.length() - 2) : home));
  }

  /** Copies the class path to where another user can read it. */
  static List<Path> copyClassPath(Path folder) throws IOException {
    List<Path> copies = new ArrayList<>();
    for (Path home : classPath()) {
      Path copy = folder.resolve("classes" + copies.size());
      Files.walkFileTree(
          home,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Path to = copy.resolve(home.relativize(file).toString());
              Files.createDirectories(to.getParent());
              Files.copy(file, to);
              return FileVisitResult.CONTINUE;
            }
          });
      copies.add(copy);
    }
    return copies;
  }

  String nextLine() throws IOException {
    return String.valueOf(output.readLine());
  }

  List<String> lines() {
    return output.lines().toList();
  }

  void write(String text) throws IOException {
    process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** Ends the process as kill -9 does, at the line it just wrote or anywhere behind it. */
  int exitCode() throws InterruptedException {
    return process.waitFor();
  }

  void kill() throws InterruptedException {
    // Not Process.destroyForcibly, which closes the output before it is read to its end.
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    output.close();
  }
}
