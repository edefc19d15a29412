package io.passthrough.core.prune;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.Content;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.record.CacheControl;
import io.passthrough.core.record.StoreLayout;
import io.passthrough.core.store.StoreOperations;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The store's clock, as an object shows it that was put just now: ages are told by no other. */
final class StoreTime {

  private static final byte[] BYTE = {'1'};

  private StoreTime() {}

  static Instant now(AssetStore store) {
    AssetKey key = AssetKey.of(StoreLayout.PROBES + UUID.randomUUID());
    AssetHeaders headers =
        AssetHeaders.of(AssetHeaders.OCTET_STREAM)
            .withCacheControl(CacheControl.PRIVATE.value())
            .withMetadata(StoreLayout.metadata(Sha256.of(BYTE)));
    StoreOperations.putIfAbsent(store, key, Content.of(BYTE), headers);
    Instant now = store.stat(key).map(AssetInfo::lastModified).orElseThrow(() -> gone(key));
    var unused = store.delete(List.of(key));
    return now;
  }

  private static PassthroughException gone(AssetKey key) {
    return new PassthroughException(
        Kind.REFUSED,
        "Cannot prune: the store does not show what was just put, '" + key + "'",
        "use a store that is consistent, or ask 'doctor' what is wrong with this one");
  }
}
