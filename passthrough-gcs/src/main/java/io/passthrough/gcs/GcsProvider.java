package io.passthrough.gcs;

import io.passthrough.api.AssetProvider;
import io.passthrough.api.AssetStore;
import io.passthrough.api.StoreConfig;
import io.passthrough.api.StoreOption;
import java.util.Set;

/**
 * Keeps assets in Google Cloud Storage, over its JSON interface. Stateless; classes of the SDK are
 * loaded by {@link #open} only.
 */
public final class GcsProvider implements AssetProvider {

  /** Makes the provider; for {@link java.util.ServiceLoader}. */
  public GcsProvider() {
    // Nothing is looked at before open.
  }

  @Override
  public String name() {
    return "gcs";
  }

  @Override
  public Set<StoreOption> options() {
    return GcsOptions.DECLARED;
  }

  @Override
  public AssetStore open(StoreConfig config) {
    return GcsOpening.open(config);
  }
}
