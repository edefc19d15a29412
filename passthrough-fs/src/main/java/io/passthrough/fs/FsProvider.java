package io.passthrough.fs;

import io.passthrough.api.AssetProvider;
import io.passthrough.api.AssetStore;
import io.passthrough.api.StoreConfig;
import io.passthrough.api.StoreOption;
import java.util.Set;

/**
 * Opens stores that are folders. An object is a plain file under its own name; headers and version
 * are in an attribute of that file. What the provider needs besides is in {@code .passthrough-fs}.
 */
public final class FsProvider implements AssetProvider {

  /** Makes the provider; touches no file. */
  public FsProvider() {}

  /** Returns {@code fs}. */
  @Override
  public String name() {
    return "fs";
  }

  /** Returns the one option, {@code path}. */
  @Override
  public Set<StoreOption> options() {
    return FsOptions.ALL;
  }

  @Override
  public AssetStore open(StoreConfig config) {
    return FsStore.open(FsOptions.of(config));
  }
}
