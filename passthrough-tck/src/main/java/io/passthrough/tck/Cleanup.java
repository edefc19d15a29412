package io.passthrough.tck;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Deletes the objects of cases that have ended, and remembers the namespaces where it could not.
 */
final class Cleanup {

  private static final int MAX_ROUNDS = 50;

  private final Harness harness;
  private final Duration limit;
  private final List<String> leftovers = new ArrayList<>();

  Cleanup(Harness harness, Duration limit) {
    this.harness = harness;
    this.limit = limit;
  }

  void clear(String namespace) {
    Throwable failure =
        TimeLimit.failure(
            "cleanup",
            limit,
            () -> {
              try (AssetStore store = harness.open(namespace)) {
                empty(store);
              }
              return namespace;
            });
    if (failure != null) {
      leftovers.add(namespace);
    }
  }

  List<String> leftovers() {
    return List.copyOf(leftovers);
  }

  private static void empty(AssetStore store) {
    for (int round = 0; round < MAX_ROUNDS; round++) {
      List<AssetKey> keys =
          store.list("", Optional.empty(), AssetStore.MAX_PAGE_SIZE).entries().stream()
              .map(Entry::key)
              .toList();
      if (keys.isEmpty()) {
        return;
      }
      store.delete(keys);
    }
    throw new IllegalStateException("There are still objects after " + MAX_ROUNDS + " rounds");
  }
}
