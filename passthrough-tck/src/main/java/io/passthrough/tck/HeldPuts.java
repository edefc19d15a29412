package io.passthrough.tck;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Function;

/**
 * A store decorator that holds the puts of some keys at their last byte, whoever makes them. The
 * bodies are small.
 */
final class HeldPuts extends Forwarding {

  private final Function<String, Optional<LastByteBarrier>> barriers;

  /** Takes what finds the barrier of a key, if it has one. */
  HeldPuts(AssetStore store, Function<String, Optional<LastByteBarrier>> barriers) {
    super(store);
    this.barriers = barriers;
  }

  @Override
  public Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    Content held =
        barriers.apply(key.value()).map(barrier -> holding(barrier, content)).orElse(content);
    return store.put(key, held, headers, condition);
  }

  private static Content holding(LastByteBarrier barrier, Content content) {
    try (InputStream in = content.open()) {
      return barrier.holding(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
