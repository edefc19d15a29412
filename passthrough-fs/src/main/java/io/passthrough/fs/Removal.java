package io.passthrough.fs;

import io.passthrough.api.AssetKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Deletes objects, and the folders that they leave empty. */
final class Removal {

  private final Layout layout;
  private final Lookup lookup;
  private final Set<Path> folders = new LinkedHashSet<>();

  Removal(Layout layout, Lookup lookup) {
    this.layout = layout;
    this.lookup = lookup;
  }

  /** Deletes an object; durable after {@link #finish}. */
  void delete(AssetKey key) throws IOException {
    Optional<Stamp> stamp = lookup.stamp(key);
    if (stamp.isEmpty()) {
      return;
    }
    Path file = layout.path(key);
    Files.deleteIfExists(file);
    folders.add(Objects.requireNonNull(file.getParent()));
    lookup.records().headerFiles().remove(layout.name(key), stamp.get());
  }

  /** Removes the folders that are empty now, and makes all durable. */
  void finish() throws IOException {
    for (Path folder : folders) {
      Disk.syncIfThere(Disk.removeEmptyUpTo(layout.root(), folder));
    }
  }
}
