package io.passthrough.core.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.ByteRange;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.release.KnownAsset;
import io.passthrough.core.release.ReleaseCatalog;
import io.passthrough.core.store.AssetStores;
import io.passthrough.core.store.MemoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PipelineTest {

  private final AssetStore store = AssetStores.guarded(new MemoryStore());
  private final Pipeline pipeline = new Pipeline(store, 4, PipelineListener.NONE);

  @Test
  void publish_thenActivate_makesTheAssetsFindable() throws IOException {
    publish("one", Builds.build().fingerprinted("js/app.1a2b3c4d.js", "one").mutable("a.txt", "A"));
    publish("two", Builds.build().fingerprinted("js/app.5e6f7a8b.js", "two").mutable("a.txt", "B"));

    pipeline.activate(ReleaseName.of("one"), EnvironmentName.DEFAULT);

    ReleaseCatalog catalog = ReleaseCatalog.empty().refresh(store);
    assertThat(served(catalog, "js/app.1a2b3c4d.js")).isEqualTo("one");
    assertThat(served(catalog, "js/app.5e6f7a8b.js")).isEqualTo("two");
    assertThat(served(catalog, "a.txt")).isEqualTo("A");
  }

  private PublishResult publish(String name, Builds build) {
    return pipeline.publish(build.scanned(), Optional.of(ReleaseName.of(name)));
  }

  private String served(ReleaseCatalog catalog, String key) throws IOException {
    KnownAsset asset = catalog.find(AssetKey.of(key), EnvironmentName.DEFAULT).orElseThrow();
    try (AssetReader reader = store.read(asset.location(), ByteRange.ALL)) {
      return new String(reader.body().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
