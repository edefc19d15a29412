package io.passthrough.fs;

import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Cursor;
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes pages of a walk through the folders. */
final class Listing {

  private final Layout layout;
  private final Lookup lookup;
  private final FsErrors errors;

  Listing(Layout layout, Lookup lookup, FsErrors errors) {
    this.layout = layout;
    this.lookup = lookup;
    this.errors = errors;
  }

  Page page(String prefix, Optional<Cursor> after, int limit) throws IOException {
    layout.requireRoot();
    String last = after.map(this::key).map(AssetKey::value).orElse("");
    Walk walk = Walk.from(layout, lookup.names(), prefix, last);
    List<Entry> entries = new ArrayList<>();
    int skipped = 0;
    for (Optional<Walk.Found> found = walk.next(); found.isPresent(); found = walk.next()) {
      if (Thread.currentThread().isInterrupted()) {
        throw errors.interrupted("list", null, null);
      }
      Optional<Entry> entry = entry(found.get());
      if (entry.isPresent() && entries.size() == limit) {
        Cursor next = Cursor.after(entries.get(limit - 1).key());
        return new Page(entries, Optional.of(next), skipped);
      }
      if (entry.isPresent()) {
        entries.add(entry.get());
        skipped = walk.skipped();
      }
    }
    return new Page(entries, Optional.empty(), walk.skipped());
  }

  private AssetKey key(Cursor cursor) {
    return cursor
        .key()
        .orElseThrow(
            () ->
                errors
                    .failure(Kind.INVALID, "list", null)
                    .because("the cursor is not of this store"));
  }

  private Optional<Entry> entry(Walk.Found found) throws IOException {
    Optional<AssetInfo> info = lookup.info(found.key(), found.stamp());
    // Replaced since the walk came by: look again.
    return (info.isPresent() ? info : lookup.find(found.key()))
        .map(at -> new Entry(at.key(), at.size(), at.lastModified(), at.version()));
  }
}
