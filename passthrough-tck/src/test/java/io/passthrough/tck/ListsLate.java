package io.passthrough.tck;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Capability;
import io.passthrough.api.Cursor;
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A handle whose listings come from an index that is some milliseconds old. */
final class ListsLate extends Forwarding {

  private static final String CURSOR = "behind ";
  private static final long AGE_NANOS = Duration.ofMillis(20).toNanos();

  private List<Entry> index = List.of();
  private int skipped;
  private long made;

  ListsLate(AssetStore store) {
    super(store);
    renew();
  }

  private void renew() {
    index = Listings.all(store, "");
    skipped = Listings.skipped(store, "");
    made = System.nanoTime();
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.of(Capability.CREATE_IF_ABSENT);
  }

  @Override
  public synchronized Page list(String prefix, Optional<Cursor> after, int limit) {
    if (System.nanoTime() - made > AGE_NANOS) {
      renew();
    }
    Optional<AssetKey> last = after.map(cursor -> last(prefix, cursor));
    List<Entry> rest =
        index.stream()
            .filter(entry -> entry.key().value().startsWith(prefix))
            .filter(entry -> last.isEmpty() || entry.key().compareTo(last.get()) > 0)
            .toList();
    List<Entry> entries = rest.subList(0, Math.min(limit, rest.size()));
    Optional<Cursor> next =
        entries.size() < rest.size()
            ? Optional.of(new Cursor(CURSOR + entries.get(limit - 1).key()))
            : Optional.empty();
    return new Page(entries, next, after.isEmpty() && prefix.isEmpty() ? skipped : 0);
  }

  private static AssetKey last(String prefix, Cursor cursor) {
    if (!cursor.token().startsWith(CURSOR + prefix)) {
      throw Altered.failure(Kind.INVALID, "list");
    }
    return AssetKey.of(cursor.token().substring(CURSOR.length()));
  }
}
