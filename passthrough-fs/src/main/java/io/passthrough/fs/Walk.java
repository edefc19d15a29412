package io.passthrough.fs;

import io.passthrough.api.AssetKey;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Walks through the folders in the UTF-8 order of whole keys. That order is not the one of names
 * folder by folder: {@code a-b} comes before {@code a/c}, which comes before {@code a0}. So a
 * folder is sorted as if its name ended in a slash. Only what is reached is looked at: a name that
 * may be either waits in its place as a file, and again as a folder once it turns out to be one.
 */
final class Walk {

  private static final String PROVIDERS_OWN = ".passthrough-";

  private final Layout layout;
  private final ExactNames names;
  private final String prefix;
  private final String after;
  private final Deque<PriorityQueue<Child>> folders = new ArrayDeque<>();
  private int skipped;

  /** An object's file. */
  record Found(AssetKey key, FileStamp stamp) {}

  /** Something in a folder; {@code key} ends in a slash once it is known to be a folder. */
  private record Child(Path file, String key) implements Comparable<Child> {

    boolean isFolder() {
      return key.endsWith("/");
    }

    Child asFolder() {
      return new Child(file, key + "/");
    }

    @Override
    public int compareTo(Child other) {
      return KeyOrder.compare(key, other.key);
    }
  }

  private Walk(Layout layout, ExactNames names, String prefix, String after) {
    this.layout = layout;
    this.names = names;
    this.prefix = prefix;
    this.after = after;
  }

  /**
   * Starts a walk over the keys that begin with a prefix and come after another key.
   *
   * @param after the key, or empty to start at the first
   */
  static Walk from(Layout layout, ExactNames names, String prefix, String after)
      throws IOException {
    Walk walk = new Walk(layout, names, prefix, after);
    String folder = prefix.substring(0, prefix.lastIndexOf('/') + 1);
    Optional<Path> start = walk.folder(folder);
    if (start.isPresent()) {
      walk.enter(start.get(), folder);
    }
    return walk;
  }

  // The prefix is any text: only what is a key names a folder, and "../" is none.
  private Optional<Path> folder(String name) throws IOException {
    Optional<Path> folder =
        name.isEmpty()
            ? Optional.of(layout.folder())
            : AssetKey.parse(name.substring(0, name.length() - 1)).map(layout::path);
    if (folder.isEmpty() || folder.get().equals(layout.root())) {
      return folder;
    }
    return names.attributes(folder.get()).filter(BasicFileAttributes::isDirectory).isPresent()
        ? folder
        : Optional.empty();
  }

  /** How many names so far were no keys, or no files or folders. */
  int skipped() {
    return skipped;
  }

  Optional<Found> next() throws IOException {
    while (!folders.isEmpty()) {
      Child child = folders.peek().poll();
      if (child == null) {
        folders.pop();
      } else if (child.isFolder()) {
        enter(child.file(), child.key());
      } else {
        Optional<Found> found = visit(child);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Found> visit(Child child) throws IOException {
    Optional<BasicFileAttributes> attributes = names.lookup(child.file());
    if (attributes.isEmpty()) {
      return Optional.empty();
    }
    Optional<AssetKey> key = key(child);
    if (attributes.get().isDirectory() && key.isPresent()) {
      folders.element().add(child.asFolder());
      return Optional.empty();
    }
    if (KeyOrder.compare(child.key(), after) <= 0) {
      return Optional.empty();
    }
    if (key.isEmpty() || !attributes.get().isRegularFile()) {
      skipped++;
      return Optional.empty();
    }
    return Optional.of(new Found(key.get(), FileStamp.of(attributes.get())));
  }

  /** Returns the key that a name makes, if the name can be told from the key again. */
  private Optional<AssetKey> key(Child child) {
    return AssetKey.parse(child.key()).filter(key -> isName(key, child.file()));
  }

  private boolean isName(AssetKey key, Path file) {
    try {
      return layout.fits(key) && layout.path(key).equals(file);
    } catch (InvalidPathException e) {
      // Bytes that are no text in this process's encoding of file names.
      return false;
    }
  }

  private void enter(Path folder, String name) throws IOException {
    PriorityQueue<Child> children = new PriorityQueue<>();
    try {
      for (Path entry : Disk.list(folder)) {
        Child child = new Child(entry, name + entry.getFileName());
        if (isWanted(child)) {
          children.add(child);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      // Removed or replaced since its name was read.
      return;
    }
    folders.push(children);
  }

  private boolean isWanted(Child child) {
    if (!child.key().startsWith(prefix) || child.key().startsWith(PROVIDERS_OWN)) {
      return false;
    }
    String asFolder = child.asFolder().key();
    return KeyOrder.compare(asFolder, after) > 0 || after.startsWith(asFolder);
  }
}
