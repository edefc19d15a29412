package io.passthrough.azure;

import io.passthrough.api.AssetProvider;
import io.passthrough.api.AssetStore;
import io.passthrough.api.StoreConfig;
import io.passthrough.api.StoreOption;
import java.util.Set;

/**
 * Keeps assets in a container of Azure Blob Storage, or of a server that speaks its protocol when
 * {@code endpoint} names one. Stateless; classes of the SDK are loaded by {@link #open} only.
 */
public final class AzureProvider implements AssetProvider {

  /** Makes the provider; for {@link java.util.ServiceLoader}. */
  public AzureProvider() {
    // Nothing is looked at before open.
  }

  @Override
  public String name() {
    return "azure";
  }

  @Override
  public Set<StoreOption> options() {
    return AzureOptions.DECLARED;
  }

  @Override
  public AssetStore open(StoreConfig config) {
    return AzureOpening.open(config, System.getenv());
  }
}
