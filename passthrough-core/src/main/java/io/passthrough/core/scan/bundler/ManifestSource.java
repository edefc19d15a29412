package io.passthrough.core.scan.bundler;

import io.passthrough.api.Content;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.build.Build;
import io.passthrough.core.build.BuildFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a manifest lies.
 *
 * @param name its name, as a user knows it
 * @param path its path under the root, or empty when it lies elsewhere
 * @param content its bytes
 */
record ManifestSource(String name, Optional<String> path, Content content) {

  /** The largest document that is parsed, in bytes: a tree takes many times as much memory. */
  static final int MAX_BYTES = 16 << 20;

  private static final String VITE_FOLDER = ".vite/";

  static ManifestSource found(BuildFile file) {
    return new ManifestSource(file.path(), Optional.of(file.path()), file.content());
  }

  /** Finds a manifest on disk, or else in the build, which may be an archive. */
  static ManifestSource named(Path manifest, Build build) {
    if (!Files.isRegularFile(manifest)) {
      return inside(manifest, build).orElseThrow(() -> missing(manifest));
    }
    try {
      Optional<String> path = pathUnder(build.source().toRealPath(), manifest.toRealPath());
      return new ManifestSource(manifest.toString(), path, Content.of(manifest));
    } catch (IOException e) {
      throw unreadable(manifest.toString(), e);
    }
  }

  /** Finds the file whose path is the longest ending of the one that was named. */
  private static Optional<ManifestSource> inside(Path manifest, Build build) {
    String path = "/" + slashed(manifest.normalize());
    return Stream.concat(build.files().stream(), build.hidden().stream())
        .filter(file -> path.endsWith("/" + file.path()))
        .max(Comparator.comparingInt(file -> file.path().length()))
        .map(ManifestSource::found);
  }

  private static Optional<String> pathUnder(Path root, Path manifest) {
    return manifest.startsWith(root)
        ? Optional.of(slashed(root.relativize(manifest)))
        : Optional.empty();
  }

  private static String slashed(Path path) {
    return path.toString().replace(path.getFileSystem().getSeparator(), "/");
  }

  private static PassthroughException missing(Path manifest) {
    return new PassthroughException(
        Kind.INPUT,
        "No such manifest: '" + manifest + "'",
        "name the manifest that the bundler writes, or leave it out to have it looked for");
  }

  private static PassthroughException unreadable(String name, IOException e) {
    String why = e instanceof AccessDeniedException ? "permission denied" : e.getMessage();
    return new PassthroughException(
        Kind.IO,
        "Cannot read the manifest: " + why + ", '" + name + "'",
        "check that this user may read '" + name + "'",
        e);
  }

  /** The folder that its relative paths start from: Vite's own folder is one too deep. */
  String folder() {
    String own = path.map(it -> it.substring(0, it.lastIndexOf('/') + 1)).orElse("");
    boolean isVite = own.equals(VITE_FOLDER) || own.endsWith("/" + VITE_FOLDER);
    return isVite ? own.substring(0, own.length() - VITE_FOLDER.length()) : own;
  }

  byte[] bytes() {
    try (InputStream in = content.open()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }
}
