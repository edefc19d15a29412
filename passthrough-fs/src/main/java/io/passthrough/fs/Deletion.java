package io.passthrough.fs;

import io.passthrough.api.AssetKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/** Deletes objects, and the folders that they leave empty. */
final class Deletion {

  private final Layout layout;
  private final Lookup lookup;
  private final HeaderSweep sweep;
  private final Set<Path> folders = new LinkedHashSet<>();

  Deletion(Layout layout, Lookup lookup) {
    this.layout = layout;
    this.lookup = lookup;
    this.sweep = new HeaderSweep(layout, lookup.records().headerFiles());
  }

  /** Deletes an object; durable after {@link #finish}. */
  void delete(AssetKey key) throws IOException {
    if (lookup.stamp(key).isEmpty()) {
      return;
    }
    Path file = layout.path(key);
    Files.deleteIfExists(file);
    folders.add(Objects.requireNonNull(file.getParent()));
    sweep.afterChange(layout.name(key));
  }

  /** Removes the folders that are empty now, and makes all durable. */
  void finish() throws IOException {
    for (Path folder : folders) {
      Disk.syncIfThere(Disk.removeEmptyUpTo(layout.root(), folder));
    }
  }
}
