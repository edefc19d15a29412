package io.passthrough.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a checkout that is built already, with a java that says how it was started. */
@DisabledOnOs(OS.WINDOWS)
final class LauncherTest {

  @TempDir private Path folder;

  private Path distribution;

  @BeforeEach
  void makeCheckout() throws IOException {
    Path home = Files.createDirectories(folder.resolve("home"));
    Files.copy(CliRun.HOME.resolve("passthrough"), home.resolve("passthrough"));
    Files.createDirectories(home.resolve(".mvn"));
    Files.createDirectories(home.resolve("passthrough-cli/src/main"));
    Files.writeString(home.resolve("pom.xml"), "");
    Files.writeString(home.resolve("passthrough-cli/pom.xml"), "");
    distribution = Files.createDirectories(home.resolve("passthrough-cli/target/distribution"));
    Files.writeString(distribution.resolve("built"), "");
  }

  @Test
  void launcher_withoutAnArchive_startsWithoutOne() throws Exception {
    List<String> arguments = launch("17", "releases");

    assertThat(arguments).contains("io.passthrough.cli.Main", "releases", "-XX:+UseSerialGC");
    assertThat(arguments).noneMatch(argument -> argument.contains("classes."));
  }

  @Test
  void launcher_withAnArchive_namesItAndKeepsTheTalkOfTheJvmOffStdout() throws Exception {
    Path archive = Files.writeString(distribution.resolve("classes.jsa"), "");

    List<String> arguments = launch("17", "releases");

    assertThat(arguments)
        .contains("-XX:SharedArchiveFile=" + archive.toRealPath(), "-Xlog:all=warning:stderr")
        .containsSubsequence("-Xlog:disable", "-Xlog:cds*=off:stderr", "io.passthrough.cli.Main");
  }

  @Test
  void launcher_archiveOfAnotherKindOfJvm_startsWithoutIt() throws Exception {
    Files.writeString(distribution.resolve("classes.jsa"), "");

    List<String> arguments = launch("25", "releases");

    assertThat(arguments).noneMatch(argument -> argument.contains("classes."));
  }

  @Test
  void launcher_archiveThatTheJvmCannotRead_startsInSilence() throws Exception {
    Files.writeString(distribution.resolve("classes.jsa"), "no archive");
    Files.writeString(distribution.resolve("classes.aot"), "no archive");
    jar(distribution.resolve("lib"));

    Process process = start(Path.of(System.getProperty("java.home")), "--version");

    assertThat(output(process)).isEqualTo("passthrough development\n");
    assertThat(process.waitFor()).isZero();
  }

  private void jar(Path lib) throws IOException {
    Files.createDirectories(lib);
    int number = 0;
    for (String entry : System.getProperty("java.class.path").split(":")) {
      number++;
      Path source = Path.of(entry);
      if (Files.isRegularFile(source)) {
        Files.createSymbolicLink(lib.resolve(number + ".jar"), source);
      } else if (Files.isDirectory(source)) {
        new Site(lib).zip(number + ".jar", entries(source));
      }
    }
  }

  private static Map<String, byte[]> entries(Path classes) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        entries.put(classes.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return entries;
  }

  private List<String> launch(String version, String... args) throws Exception {
    Path java = folder.resolve("java");
    Files.createDirectories(java.resolve("bin"));
    Files.writeString(java.resolve("release"), "JAVA_VERSION=\"" + version + ".0.1\"\n");
    Path command =
        Files.writeString(java.resolve("bin/java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
    return output(start(java, args)).lines().toList();
  }

  private Process start(Path java, String... args) throws IOException {
    String launcher = folder.resolve("home/passthrough").toString();
    ProcessBuilder builder =
        new ProcessBuilder(Stream.concat(Stream.of(launcher), Stream.of(args)).toList())
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", java.toString());
    return builder.start();
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
