package io.passthrough.tck;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Command lines of Java processes that see what this one sees. */
final class Fork {

  private Fork() {}

  /** Runs a class, with options of the virtual machine and a class path. */
  static List<String> command(List<String> options, List<Path> classPath, Class<?> main) {
    List<String> command = new ArrayList<>(options);
    command.add(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add(joined(classPath));
    command.add(main.getName());
    return command;
  }

  /** Returns what is on this process's class path and module path. */
  static List<Path> path() {
    return Stream.of("java.class.path", "jdk.module.path")
        .flatMap(name -> Stream.of(System.getProperty(name, "").split(File.pathSeparator, -1)))
        .filter(entry -> !entry.isEmpty())
        .map(Path::of)
        .toList();
  }

  static String joined(List<Path> path) {
    return String.join(
        File.pathSeparator, path.stream().map(each -> each.toAbsolutePath().toString()).toList());
  }
}
