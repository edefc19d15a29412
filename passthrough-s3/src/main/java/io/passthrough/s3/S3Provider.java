package io.passthrough.s3;

import io.passthrough.api.AssetProvider;
import io.passthrough.api.AssetStore;
import io.passthrough.api.StoreConfig;
import io.passthrough.api.StoreOption;
import java.util.Set;

/**
 * Keeps assets in Amazon S3, or in a server that speaks its protocol when {@code endpoint} names
 * one. Stateless; classes of the SDK are loaded by {@link #open} only.
 */
public final class S3Provider implements AssetProvider {

  /** Makes the provider; for {@link java.util.ServiceLoader}. */
  public S3Provider() {
    // Nothing is looked at before open.
  }

  @Override
  public String name() {
    return "s3";
  }

  @Override
  public Set<StoreOption> options() {
    return S3Options.DECLARED;
  }

  @Override
  public AssetStore open(StoreConfig config) {
    return S3Opening.open(config);
  }
}
