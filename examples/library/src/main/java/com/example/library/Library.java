package com.example.library;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.core.store.AssetStores;
import java.io.IOException;
import java.util.Map;

/** Puts an asset into a store and reads it back: {@code Library fs path target/store}. */
public final class Library {

  private Library() {}

  /**
   * Runs the example.
   *
   * @param args the provider's name, and one of its options with its value
   * @throws IOException when the asset cannot be read back
   */
  public static void main(String[] args) throws IOException {
    AssetKey key = AssetKey.of("js/app.js");
    try (AssetStore store = AssetStores.open(args[0], Map.of(args[1], args[2]))) {
      Content content = Content.of("console.log('hello')".getBytes(UTF_8));
      store.put(key, content, AssetHeaders.of("text/javascript"), PutCondition.ALWAYS);
      try (AssetReader reader = store.read(key, ByteRange.ALL)) {
        String body = new String(reader.body().readAllBytes(), UTF_8);
        System.out.println(args[0] + ": " + reader.info().headers().contentType() + ": " + body);
      }
    }
  }
}
