package io.passthrough.tck;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.Cursor;
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Deletes the objects of cases that have ended, and remembers what it could not take away. */
final class Cleanup {

  /** How often a listing may show nothing but what was deleted, as late stores do. */
  private static final int MAX_STALE_ROUNDS = 6;

  private static final long PAUSE_MILLIS = 10;

  private final Harness harness;
  private final Duration limit;
  private final boolean strong;
  private final List<String> leftovers = new ArrayList<>();

  Cleanup(Harness harness, Duration limit, boolean strong) {
    this.harness = harness;
    this.limit = limit;
    this.strong = strong;
  }

  /** Empties the namespaces of a case, and takes away what it planted. */
  void clear(CaseContext context) {
    context.unplanted().forEach(name -> leftovers.add(context.namespace() + "/" + name));
    context.namespaces().forEach(this::clear);
  }

  private void clear(String namespace) {
    Throwable failure =
        TimeLimit.failure(
            "cleanup",
            limit,
            () -> {
              AssetStore store = harness.open(namespace);
              try {
                empty(store);
              } finally {
                closeQuietly(store);
              }
              return namespace;
            });
    if (failure != null) {
      leftovers.add(namespace);
    }
  }

  private static void closeQuietly(AssetStore store) {
    try {
      store.close();
    } catch (RuntimeException e) {
      // The case about close() says so.
    }
  }

  List<String> leftovers() {
    return List.copyOf(leftovers);
  }

  private void empty(AssetStore store) throws InterruptedException {
    Set<AssetKey> deleted = new HashSet<>();
    List<AssetKey> keys = some(store);
    for (int stale = 0; !keys.isEmpty(); keys = some(store)) {
      stale = deleted.addAll(keys) ? 0 : stale + 1;
      if (stale > (strong ? 1 : MAX_STALE_ROUNDS)) {
        throw new IllegalStateException("There are objects that no delete takes away");
      }
      if (stale > 0) {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS << stale);
      }
      store.delete(keys);
    }
  }

  /** Follows the listing from its beginning, until there is enough for one delete or no more. */
  private static List<AssetKey> some(AssetStore store) throws InterruptedException {
    List<AssetKey> keys = new ArrayList<>();
    Optional<Cursor> after = Optional.empty();
    do {
      Page page = store.list("", after, AssetStore.MAX_PAGE_SIZE);
      page.entries().stream().map(Entry::key).forEach(keys::add);
      after = page.next();
      if (Thread.interrupted()) {
        throw new InterruptedException("The listing has no end");
      }
    } while (after.isPresent() && keys.size() < AssetStore.MAX_PAGE_SIZE);
    return keys;
  }
}
