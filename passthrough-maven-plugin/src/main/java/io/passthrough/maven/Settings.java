package io.passthrough.maven;

import io.passthrough.core.registry.NearestName;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Decides which setting counts: {@code -Dpassthrough.…} on the command line, else what Maven has
 * found in the pom. Maven itself lets the pom's {@code <configuration>} win over a property.
 */
final class Settings {

  private static final String PREFIX = "passthrough.";

  private static final List<String> NAMES =
      List.of(
          "activate",
          "config",
          "dryRun",
          "environment",
          "force",
          "from",
          "header",
          "junit",
          "manifest",
          "maxAge",
          "prune",
          "prune.force",
          "release",
          "releases",
          "skip",
          "strict",
          "summary",
          "timeout",
          "via");

  private final Properties typed;
  private final Path folder;

  Settings(MavenSession session, MavenProject project) {
    this(session.getUserProperties(), project.getBasedir().toPath());
  }

  Settings(Properties typed, Path folder) {
    this.typed = typed;
    this.folder = folder;
  }

  private Optional<String> typed(String name) {
    return Optional.ofNullable(typed.getProperty(PREFIX + name)).filter(text -> !text.isBlank());
  }

  Optional<String> text(String name, @Nullable String ofPom) {
    return typed(name).or(() -> Optional.ofNullable(ofPom).filter(text -> !text.isBlank()));
  }

  boolean flag(String name, boolean ofPom) {
    return typed(name).map(Boolean::parseBoolean).orElse(ofPom);
  }

  /** Returns the values of a list, which a property has between commas. */
  List<String> list(String name, @Nullable List<String> ofPom) {
    return typed(name)
        .map(text -> Arrays.stream(text.split(",")).map(String::strip).toList())
        .orElse(ofPom == null ? List.of() : ofPom)
        .stream()
        .filter(text -> !text.isBlank())
        .toList();
  }

  Optional<Path> file(String name, @Nullable String ofPom) {
    return text(name, ofPom).map(this::resolve);
  }

  /** Returns a path that starts from the project's folder, whichever one Maven was started in. */
  Path resolve(String path) {
    return folder.resolve(path).normalize();
  }

  /** Returns a warning for each property of the command line that no goal knows. */
  List<String> unknown() {
    return typed.stringPropertyNames().stream()
        .filter(name -> name.startsWith(PREFIX))
        .map(name -> name.substring(PREFIX.length()))
        .filter(name -> !NAMES.contains(name) && !name.equals("providers"))
        .sorted()
        .map(name -> "No goal knows -D" + PREFIX + name + "; " + NearestName.advice(name, NAMES))
        .toList();
  }
}
