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
 * A store whose puts of some keys are held at their last byte, whoever makes them. The bodies are
 * small.
 */
final class HeldPuts extends Forwarding {

  private final Function<String, Optional<Gate>> gates;

  /** Takes what finds the gate of a key, if it has one. */
  HeldPuts(AssetStore store, Function<String, Optional<Gate>> gates) {
    super(store);
    this.gates = gates;
  }

  @Override
  public Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    Content held = gates.apply(key.value()).map(gate -> holding(gate, content)).orElse(content);
    return store.put(key, held, headers, condition);
  }

  private static Content holding(Gate gate, Content content) {
    try (InputStream in = content.open()) {
      return gate.holding(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
