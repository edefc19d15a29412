package io.passthrough.tck;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Cursor;
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A listing among names that are no keys: they take their places on pages, and are skipped. */
final class WithForeignNames extends Forwarding {

  private static final String CURSOR = "after:";

  private final Collection<String> foreign;

  WithForeignNames(AssetStore store, Collection<String> foreign) {
    super(store);
    this.foreign = foreign;
  }

  @Override
  public Page list(String prefix, Optional<Cursor> after, int limit) {
    if (foreign.isEmpty()) {
      return super.list(prefix, after, limit);
    }
    NavigableMap<String, Optional<Entry>> all = new TreeMap<>(AssetKey.utf8Order());
    foreign.stream()
        .filter(name -> name.startsWith(prefix))
        .forEach(name -> all.put(name, Optional.empty()));
    Listings.all(store, prefix).forEach(entry -> all.put(entry.key().value(), Optional.of(entry)));
    return page(after.map(it -> all.tailMap(last(it, prefix), false)).orElse(all), limit);
  }

  private static String last(Cursor cursor, String prefix) {
    if (!cursor.token().startsWith(CURSOR + prefix)) {
      throw Altered.failure(Kind.INVALID, "list");
    }
    return cursor.token().substring(CURSOR.length());
  }

  private static Page page(NavigableMap<String, Optional<Entry>> names, int limit) {
    List<String> some = names.keySet().stream().limit(limit).toList();
    List<Entry> entries = some.stream().map(names::get).flatMap(Optional::stream).toList();
    Optional<Cursor> next =
        some.size() < names.size()
            ? Optional.of(new Cursor(CURSOR + some.get(limit - 1)))
            : Optional.empty();
    return new Page(entries, next, some.size() - entries.size());
  }
}
