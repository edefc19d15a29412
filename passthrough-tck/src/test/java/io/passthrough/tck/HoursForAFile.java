package io.passthrough.tck;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import io.passthrough.core.store.MemoryStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** A backend by whose clock two hours go by with each file, and no time with each record. */
class HoursForAFile extends MemoryBackend {

  private static final Duration PAUSE = Duration.ofHours(2);

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private final Map<String, AssetStore> stores = new ConcurrentHashMap<>();

  HoursForAFile() {
    super(UnaryOperator.identity());
  }

  @Override
  AssetStore bare(String namespace) {
    InstantSource source = now::get;
    Clock clock = source.withZone(ZoneOffset.UTC);
    return stores.computeIfAbsent(namespace, name -> new Slow(new MemoryStore(clock)));
  }

  private final class Slow extends Forwarding {
    Slow(AssetStore store) {
      super(store);
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      if (!key.value().startsWith(".passthrough/")) {
        now.updateAndGet(before -> before.plus(PAUSE));
      }
      return super.put(key, content, headers, condition);
    }
  }
}
