package io.passthrough.core.fallback;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Lets all who want the same thing at the same time share one fetch, which no one of them can
 * cancel. Thread-safe.
 */
final class SingleFlight<K, V> {

  private final Map<K, CompletableFuture<V>> flights = new ConcurrentHashMap<>();

  Fetch<V> join(K key, Supplier<CompletableFuture<V>> start) {
    CompletableFuture<V> own = new CompletableFuture<>();
    CompletableFuture<V> running = flights.putIfAbsent(key, own);
    if (running != null) {
      return new Fetch<>(running.copy(), false);
    }
    var unused =
        started(start)
            .whenComplete(
                (value, failure) -> {
                  flights.remove(key, own);
                  if (failure == null) {
                    own.complete(value);
                  } else {
                    own.completeExceptionally(failure);
                  }
                });
    return new Fetch<>(own.copy(), true);
  }

  private CompletableFuture<V> started(Supplier<CompletableFuture<V>> start) {
    try {
      return start.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
