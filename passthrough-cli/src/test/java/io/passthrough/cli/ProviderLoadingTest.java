package io.passthrough.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command loads of the providers that lie on its class path. */
class ProviderLoadingTest {

  /** Where the SDKs of the providers have their classes. */
  private static final List<String> SDKS =
      List.of("software.amazon.", "com.google.", "com.azure.", "org.apache.http.", "reactor.");

  @TempDir private Path folder;

  @Test
  void command_onAFolder_loadsNoClassOfAnSdk() throws Exception {
    new Site(folder)
        .build("dist", "app()")
        .config("gateway: {root: dist, assets: {base: /assets/, fs: {path: store}}}\n");

    List<String> loaded = classesOf("publish", "--release", "one");

    assertThat(loaded).contains("io.passthrough.fs.FsStore");
    assertThat(loaded)
        .contains("io.passthrough.s3.S3Provider", "io.passthrough.gcs.GcsProvider")
        .noneMatch(name -> SDKS.stream().anyMatch(name::startsWith));
  }

  private List<String> classesOf(String... args) throws Exception {
    Path log = folder.resolve("classes.log");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> launch =
        List.of(
            java.toString(),
            "-Xlog:class+load=info:file=" + log + ":none:filecount=0",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName());
    Process process =
        new ProcessBuilder(Stream.concat(launch.stream(), Stream.of(args)).toList())
            .directory(folder.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).isZero();
    return names(log);
  }

  /** A line begins with the class's name. */
  private static List<String> names(Path log) throws IOException {
    return Files.readAllLines(log).stream().map(line -> line.split(" ", 2)[0]).toList();
  }
}
