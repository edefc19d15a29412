package io.passthrough.fs;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds files by their exact name. A volume may take {@code A.js} for {@code a.js}, or one Unicode
 * normal form for another; a store never does. And nothing behind a symbolic link is found: a link
 * may lead out of the store.
 */
final class ExactNames {

  private final Layout layout;

  private final boolean foldsCase;

  /** Whether names must be looked for in the folder, as the volume folds them without telling. */
  private final boolean listed;

  private ExactNames(Layout layout, boolean foldsCase, boolean listed) {
    this.layout = layout;
    this.foldsCase = foldsCase;
    this.listed = listed;
  }

  static ExactNames of(Layout layout) throws IOException {
    Path folded = layout.root().resolve(Layout.OWN.toUpperCase(Locale.ROOT));
    boolean folds = Files.exists(folded, LinkOption.NOFOLLOW_LINKS);
    boolean tells = folds && String.valueOf(folded.toRealPath()).endsWith(Layout.OWN);
    return new ExactNames(layout, folds, folds && !tells);
  }

  boolean foldsCase() {
    return foldsCase;
  }

  /** Returns the attributes of what has exactly this name, if it is in no linked folder. */
  Optional<BasicFileAttributes> attributes(Path file) throws IOException {
    Optional<BasicFileAttributes> found = lookup(file);
    return found.isPresent() && !found.get().isSymbolicLink() && isExact(file)
        ? found
        : Optional.empty();
  }

  /** Returns the attributes of what the volume takes for this name. */
  Optional<BasicFileAttributes> lookup(Path file) throws IOException {
    try {
      return Optional.of(
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (AccessDeniedException e) {
      throw e;
    } catch (FileSystemException e) {
      if (hasFileForFolder(file)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private boolean hasFileForFolder(Path file) {
    for (Path at = file.getParent(); at != null && !at.equals(layout.root()); at = at.getParent()) {
      if (Files.exists(at, LinkOption.NOFOLLOW_LINKS)
          && !Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
        return true;
      }
    }
    return false;
  }

  private boolean isExact(Path file) throws IOException {
    try {
      return file.toRealPath().toString().equals(file.toString()) && (!listed || isListed(file));
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private boolean isListed(Path file) throws IOException {
    for (Path at = file; at != null && !at.equals(layout.root()); at = at.getParent()) {
      if (!actualName(at).equals(String.valueOf(at.getFileName()))) {
        return false;
      }
    }
    return true;
  }

  /** Returns the name that the volume keeps for a file that it finds, which is no link. */
  String actualName(Path file) throws IOException {
    try {
      return listed ? listedName(file) : String.valueOf(file.toRealPath().getFileName());
    } catch (NoSuchFileException e) {
      // A delete has taken the empty folder away meanwhile: no other name stands in the way.
      return String.valueOf(file.getFileName());
    }
  }

  private static String listedName(Path file) throws IOException {
    Path folder = Objects.requireNonNull(file.getParent());
    String wanted = String.valueOf(file.getFileName());
    String same = wanted;
    for (Path entry : Disk.list(folder)) {
      String name = String.valueOf(entry.getFileName());
      if (name.equals(wanted)) {
        return wanted;
      }
      if (folded(name).equals(folded(wanted)) && Files.isSameFile(entry, file)) {
        same = name;
      }
    }
    return same;
  }

  private static String folded(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC).toUpperCase(Locale.ROOT);
  }
}
