package io.passthrough.azure;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.nio.charset.StandardCharsets;

/** Puts as the tests make them. */
final class Puts {

  static final AssetKey KEY = AssetKey.of("js/app.js");

  private Puts() {}

  static Version ifAbsent(AssetStore store) {
    return put(store, PutCondition.IF_ABSENT);
  }

  static Version always(AssetStore store) {
    return put(store, PutCondition.ALWAYS);
  }

  private static Version put(AssetStore store, PutCondition condition) {
    Content content = Content.of("let a = 1;".getBytes(StandardCharsets.UTF_8));
    return store.put(KEY, content, AssetHeaders.of("text/javascript"), condition);
  }
}
