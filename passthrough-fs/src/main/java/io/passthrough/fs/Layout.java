package io.passthrough.fs;

import io.passthrough.api.AssetKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Where things lie.
 *
 * @param root the store's folder, without symbolic links
 * @param prefix what every object's name begins with, or empty
 */
record Layout(Path root, String prefix) {

  /** The folder for what is no object; no key begins like this. */
  static final String OWN = ".passthrough-fs";

  Path own() {
    return root.resolve(OWN);
  }

  Path staging() {
    return own().resolve("staging");
  }

  Path headers() {
    return own().resolve("headers");
  }

  /** The folder of this store's objects. */
  Path folder() {
    return prefix.isEmpty() ? root : root.resolve(prefix);
  }

  Path path(AssetKey key) {
    return root.resolve(name(key));
  }

  /** A key with the prefix: the same whatever prefix a store was opened with. */
  String name(AssetKey key) {
    return prefix.isEmpty() ? key.value() : prefix + "/" + key.value();
  }

  /** Whether prefix and key are short enough together. */
  boolean fits(AssetKey key) {
    return prefix.isEmpty() || AssetKey.parse(name(key)).isPresent();
  }

  /** A file as a user of this store would name it. */
  String display(Path file) {
    Path base = file.startsWith(folder()) ? folder() : root;
    return base.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
  }

  /** An absent object is only absent while its store is there. */
  void requireRoot() throws IOException {
    try {
      if (Files.readAttributes(root, BasicFileAttributes.class).isDirectory()) {
        return;
      }
    } catch (NoSuchFileException e) {
      // Told below, like a file in its place.
    }
    throw new MissingRootException(root);
  }
}
