package io.passthrough.maven;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** Finds what a project has built: its jar or war, also where another Maven run has made it. */
final class ProjectBuild {

  private static final Set<String> ARCHIVES = Set.of("jar", "war");

  private final MavenProject project;

  ProjectBuild(MavenProject project) {
    this.project = project;
  }

  /** Returns whether it has nothing of its own, as a parent of modules. */
  boolean isParent() {
    return project.getPackaging().equals("pom");
  }

  /** Returns the archive. */
  Path require() {
    return packaged().or(this::left).orElseThrow(this::missing);
  }

  private Optional<Path> packaged() {
    @Nullable File file = project.getArtifact().getFile();
    return Optional.ofNullable(file).map(File::toPath).filter(Files::isRegularFile);
  }

  /** Finds what an earlier run has left, as a goal may be run alone. */
  private Optional<Path> left() {
    String packaging = project.getPackaging();
    if (!ARCHIVES.contains(packaging)) {
      return Optional.empty();
    }
    Path file =
        Path.of(
            project.getBuild().getDirectory(), project.getBuild().getFinalName() + "." + packaging);
    return Optional.of(file).filter(Files::isRegularFile);
  }

  private PassthroughException missing() {
    return new PassthroughException(
        Kind.INPUT,
        "The project has no jar or war yet, '" + project.getArtifactId() + "'",
        "run the goal after 'package', such as: mvn package passthrough:publish; or name a folder"
            + " with <from> or -Dpassthrough.from");
  }
}
