package io.passthrough.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a checkout that is built already, with a java that says how it was started. */
@DisabledOnOs(OS.WINDOWS)
final class LauncherTest {

  private static final Path SOURCES = CliRun.HOME.resolve("passthrough-cli/src/main/distribution");
  private static final Path LAUNCHER = SOURCES.resolve("lib/launcher.sh");

  /** Says how it was started; asked for an archive, it makes one. */
  private static final String JAVA =
      """
      #!/bin/sh
      for each in "$@"; do
        case $each in
          -XX:ArchiveClassesAtExit=* | -XX:AOTCacheOutput=*) : >"${each#*=}" ;;
        esac
      done
      printf '%s\\n' "$@"
      """;

  @TempDir private Path folder;

  private Path distribution;

  @BeforeEach
  void makeCheckout() throws IOException {
    Path home = Files.createDirectories(folder.resolve("home"));
    Files.copy(CliRun.HOME.resolve("passthrough"), home.resolve("passthrough"));
    Files.createDirectories(home.resolve(".mvn"));
    Files.createDirectories(home.resolve("passthrough-cli/src/main/distribution/lib"));
    Files.copy(LAUNCHER, home.resolve("passthrough-cli/src/main/distribution/lib/launcher.sh"));
    Files.writeString(home.resolve("pom.xml"), "");
    Files.writeString(home.resolve("passthrough-cli/pom.xml"), "");
    distribution = home.resolve("passthrough-cli/target/distribution");
    Files.createDirectories(distribution.resolve("bin"));
    Files.createDirectories(distribution.resolve("lib"));
    Files.copy(SOURCES.resolve("bin/passthrough"), distribution.resolve("bin/passthrough"));
    Files.copy(LAUNCHER, distribution.resolve("lib/launcher.sh"));
    Files.writeString(distribution.resolve("built"), "");
  }

  @Test
  void launcher_withoutAnArchive_startsWithoutOne() throws Exception {
    List<String> arguments = launch("17", "releases");

    assertThat(arguments).contains("io.passthrough.cli.Main", "releases", "-XX:+UseSerialGC");
    assertThat(arguments).noneMatch(argument -> argument.contains("classes-"));
  }

  @Test
  void launcher_secondStart_namesTheArchiveAndKeepsTheTalkOfTheJvmOffStdout() throws Exception {
    Path archive = archiveOfFirstStart("17");

    List<String> arguments = launch("17", "releases");

    assertThat(archive.toString()).endsWith(".jsa");
    assertThat(arguments)
        .contains("-XX:SharedArchiveFile=" + archive.toRealPath(), "-Xlog:all=warning:stderr")
        .containsSubsequence("-Xlog:disable", "-Xlog:cds*=off:stderr", "io.passthrough.cli.Main");
  }

  @Test
  void launcher_archiveOfAnotherJvm_startsWithoutItAndMakesItsOwn() throws Exception {
    archiveOfFirstStart("17");
    List<String> arguments = new ArrayList<>();

    Path archive = awaitArchive(() -> arguments.addAll(launch("25", "releases")));

    assertThat(arguments)
        .contains("io.passthrough.cli.Main")
        .noneMatch(argument -> argument.contains("classes-"));
    assertThat(archive.toString()).endsWith(".aot");
  }

  @Test
  void launcher_archiveThatAnotherStartMakes_startsWithoutASecondOne() throws Exception {
    Path archive = archiveOfFirstStart("17");
    Files.move(archive, Path.of(archive + ".claim"));

    List<String> arguments = launch("17", "releases");

    assertThat(arguments).noneMatch(argument -> argument.contains("classes-"));
    assertThat(archive).doesNotExist();
  }

  @Test
  void launcher_archiveThatTheJvmCannotRead_startsInSilence() throws Exception {
    jar(distribution.resolve("lib"));
    Path java = Path.of(System.getProperty("java.home"));
    Path archive = awaitArchive(() -> output(start(java, "--version")));
    Files.delete(archive);
    Files.writeString(archive, "no archive");

    Process process = start(java, "--version");

    assertThat(output(process)).isEqualTo("passthrough development\n");
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void launcher_providersOfCheckoutDistributionAndEnvironment_areAllNamed() throws Exception {
    Path own = Files.createDirectories(folder.resolve("home/providers")).toRealPath();
    Path shipped = Files.createDirectories(distribution.resolve("providers")).toRealPath();

    assertThat(launch("17", "releases"))
        .contains("-Dpassthrough.providers=" + shipped + ":" + own + ":/elsewhere");
  }

  /** Returns the archive that a start leaves behind, in the background. */
  private Path archiveOfFirstStart(String version) throws Exception {
    return awaitArchive(() -> launch(version, "releases"));
  }

  private Path awaitArchive(Callable<?> start) throws Exception {
    Path archives = Files.createDirectories(distribution.resolve("archive"));
    try (WatchService watch = archives.getFileSystem().newWatchService()) {
      archives.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      start.call();
      while (true) {
        WatchKey key = watch.poll(60, TimeUnit.SECONDS);
        assertThat(key).as("an archive in " + archives).isNotNull();
        for (WatchEvent<?> event : key.pollEvents()) {
          if (event.context().toString().matches("classes-.*\\.(jsa|aot)")) {
            return archives.resolve(event.context().toString());
          }
        }
        key.reset();
      }
    }
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
    Path command = Files.writeString(java.resolve("bin/java"), JAVA);
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
    builder.environment().put("PASSTHROUGH_PROVIDERS", "/elsewhere");
    return builder.start();
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
