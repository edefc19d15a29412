package io.passthrough.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.core.registry.StoreSettings;
import io.passthrough.core.store.AssetStores;
import io.passthrough.core.store.LateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How an application opens a store, with the provider's jar on the class path. */
class LibraryUseTest {

  private static final AssetKey KEY = AssetKey.of("js/app.js");

  @TempDir Path folder;

  @Test
  void store_openedByNameAndByFile_isTheSame() throws IOException {
    Path yaml =
        Files.writeString(
            folder.resolve("passthrough.yaml"),
            "gateway: {assets: {fs: {path: store, key: shop}}}\n");
    Map<String, String> options = Map.of("path", folder.resolve("store").toString(), "key", "shop");

    try (AssetStore store = AssetStores.open("fs", options)) {
      Content content = Content.of("hello".getBytes(UTF_8));
      store.put(KEY, content, AssetHeaders.of("text/javascript"), PutCondition.ALWAYS);
    }

    try (AssetStore store = AssetStores.open(yaml);
        AssetReader reader = store.read(KEY, ByteRange.ALL)) {
      assertThat(reader.info().headers()).isEqualTo(AssetHeaders.of("text/javascript"));
      assertThat(reader.body().readAllBytes()).asString(UTF_8).isEqualTo("hello");
    }
    assertThat(folder.resolve("store/shop/js/app.js")).hasContent("hello");
  }

  @Test
  void openLater_closed_hasNothingToSayAnyMore(@TempDir Path folder) {
    Map<String, String> options = Map.of("path", folder.resolve("absent").toString());
    LateStore store = AssetStores.openLater(new StoreSettings("fs", options, ""));
    assertThat(store.notice()).isPresent();

    store.close();

    assertThat(store.notice()).isEmpty();
  }
}
