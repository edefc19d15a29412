package io.passthrough.fs;

import io.passthrough.api.AssetKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Deletes objects, and the folders that they leave empty. */
final class Removal {

  private final Layout layout;
  private final Lookup lookup;

  Removal(Layout layout, Lookup lookup) {
    this.layout = layout;
    this.lookup = lookup;
  }

  void delete(AssetKey key) throws IOException {
    Optional<Stamp> stamp = lookup.stamp(key);
    if (stamp.isEmpty()) {
      return;
    }
    Path file = layout.path(key);
    Path folder = Objects.requireNonNull(file.getParent());
    Files.deleteIfExists(file);
    lookup.records().headerFiles().remove(layout.name(key), stamp.get());
    try {
      Disk.sync(folder);
    } catch (NoSuchFileException e) {
      // Its last object is deleted, and the folder with it.
    }
    Disk.removeEmptyUpTo(layout.root(), folder);
  }
}
