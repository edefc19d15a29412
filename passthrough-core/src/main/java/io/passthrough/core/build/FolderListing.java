package io.passthrough.core.build;

import io.passthrough.api.AssetKey;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Walks a folder once. Links that stay inside it are followed, all others refused by name, or
 * passed over with a warning where the folder is only served.
 */
final class FolderListing {

  private final Path source;
  private final Path realRoot;
  private final boolean strict;
  private final Map<AssetKey, BuildFile> files = new TreeMap<>();
  private final Map<AssetKey, BuildFile> hidden = new TreeMap<>();
  private final List<String> warnings = new ArrayList<>();

  /** The real folders from the root down to where the walk stands: a link into them is a loop. */
  private final Deque<Path> ancestors = new ArrayDeque<>();

  private FolderListing(Path source, Path realRoot, boolean strict) {
    this.source = source;
    this.realRoot = realRoot;
    this.strict = strict;
  }

  /**
   * Lists a folder.
   *
   * @param strict whether links that lead elsewhere and what cannot be read are failures
   */
  static BuildFiles of(Path source, boolean strict) {
    try {
      FolderListing walk = new FolderListing(source, source.toRealPath(), strict);
      walk.enter(walk.realRoot, "");
      return BuildFiles.inFolder(walk.files.values(), walk.hidden.values(), walk.warnings);
    } catch (IOException e) {
      throw Failures.unreadable(source, e);
    }
  }

  private void enter(Path folder, String path) throws IOException {
    ancestors.push(folder);
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        String name = child.getFileName().toString();
        visit(child, path.isEmpty() ? name : path + "/" + name);
      }
    } catch (DirectoryIteratorException e) {
      throw Failures.unreadable(folder, Objects.requireNonNull(e.getCause()));
    } catch (AccessDeniedException e) {
      refuse(Failures.unreadable(source.resolve(path), e));
    }
    ancestors.pop();
  }

  private void visit(Path child, String name) throws IOException {
    if (FileNames.isSkippedFolder(name) && !FileNames.isManifestCandidate(name)) {
      return;
    }
    BasicFileAttributes attributes =
        Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (attributes.isSymbolicLink()) {
      follow(child, name);
    } else {
      take(child, name, attributes);
    }
  }

  private void refuse(PassthroughException failure) {
    if (strict) {
      throw failure;
    }
    warnings.add(failure.getMessage() + "; it is not served");
  }

  private void follow(Path link, String name) throws IOException {
    Path target;
    try {
      target = inside(link, name);
    } catch (PassthroughException e) {
      refuse(e);
      return;
    }
    take(target, name, Files.readAttributes(target, BasicFileAttributes.class));
  }

  private Path inside(Path link, String name) throws IOException {
    Path target = target(link, name);
    if (!target.startsWith(realRoot)) {
      throw new PassthroughException(
          Kind.INPUT,
          "A symbolic link points outside the build: '" + name + "' in '" + source + "'",
          "copy what '" + name + "' points to into the build, or remove the link");
    }
    if (ancestors.contains(target)) {
      throw loop(name);
    }
    return target;
  }

  private Path target(Path link, String name) throws IOException {
    try {
      return link.toRealPath();
    } catch (NoSuchFileException e) {
      throw new PassthroughException(
          Kind.INPUT,
          "A symbolic link points to nothing: '" + name + "' in '" + source + "'",
          "remove the link, or build again",
          e);
    } catch (FileSystemLoopException e) {
      throw loop(name);
    } catch (IOException e) {
      // Linux reports a link that leads to itself as a plain failure (ELOOP).
      if (Files.isSymbolicLink(link) && !Files.exists(link)) {
        throw loop(name);
      }
      throw e;
    }
  }

  private PassthroughException loop(String name) {
    return new PassthroughException(
        Kind.INPUT,
        "A symbolic link leads back to itself or to a folder that holds it: '"
            + name
            + "' in '"
            + source
            + "'",
        "remove the link");
  }

  private void take(Path file, String name, BasicFileAttributes attributes) throws IOException {
    if (attributes.isDirectory()) {
      if (!FileNames.isSkippedFolder(name)) {
        enter(file, name);
      }
    } else if (attributes.isRegularFile()) {
      add(file, name, attributes);
    } else if (!FileNames.isHidden(name)) {
      // Opening a named pipe would wait for its writer for ever.
      warnings.add("'" + name + "' is neither a file nor a folder and is passed over");
    }
  }

  private void add(Path file, String name, BasicFileAttributes attributes) throws IOException {
    String path = source.resolve(name).toString();
    if (!strict && !Files.isReadable(file)) {
      warnings.add("Cannot read '" + path + "'; it is not served");
      return;
    }
    try {
      put(
          FileNames.legal(name, source),
          attributes,
          new FileContent(file, path, FileState.of(file, attributes)));
    } catch (PassthroughException e) {
      refuse(e);
    }
  }

  private void put(AssetKey key, BasicFileAttributes attributes, FileContent content) {
    boolean isHidden = FileNames.isHidden(key.value());
    if (isHidden && !FileNames.isManifestCandidate(key.value())) {
      return;
    }
    BuildFile file =
        new BuildFile(
            key.value(), attributes.size(), attributes.lastModifiedTime().toInstant(), content);
    if ((isHidden ? hidden : files).putIfAbsent(key, file) != null) {
      throw new PassthroughException(
          Kind.INPUT,
          "Two files differ by Unicode normal form only: '" + key + "' in '" + source + "'",
          "rename or remove one of them");
    }
  }
}
