package io.passthrough.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The task that the documents show for Gradle, run as Gradle runs it: its main class in a process
 * of its own, in the project's folder, with the artifact and all that it needs as the class path.
 */
final class GradleTaskTest {

  private static final Pattern MAIN = Pattern.compile("mainClass\\.set\\(\"(.+)\"\\)");
  private static final Pattern ARGUMENTS = Pattern.compile("(?m)^ *args\\((.+)\\)$");

  @TempDir private Path folder;

  @Test
  void task_ofTheDocument_deploysTheJarOfTheBuild() throws Exception {
    String document = Files.readString(CliRun.HOME.resolve("docs/maven.md"));
    Files.createDirectories(folder.resolve("build/libs"));
    byte[] file = "app()".getBytes(StandardCharsets.UTF_8);
    new Site(folder)
        .zip(
            "build/libs/shop.jar",
            Map.of("META-INF/resources/index.html", file, "META-INF/resources/" + Site.APP, file));

    Process task = start(group(MAIN, document), arguments(group(ARGUMENTS, document)));
    String output = new String(task.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(task.waitFor()).as(output).isZero();
    assertThat(output).contains("[4/4] prune", "release 1, 2 of 2 files uploaded");
    assertThat(folder.resolve(".passthrough-store").resolve(Site.APP)).exists();
  }

  private static String group(Pattern pattern, String document) {
    Matcher matcher = pattern.matcher(document);
    assertThat(matcher.find()).as(pattern.pattern()).isTrue();
    return matcher.group(1);
  }

  private static List<String> arguments(String kotlin) {
    return List.of(kotlin.split(", ")).stream()
        .map(each -> each.equals("project.version") ? "1" : each.replace("\"", ""))
        .toList();
  }

  private Process start(String main, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(arguments);
    return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
  }
}
