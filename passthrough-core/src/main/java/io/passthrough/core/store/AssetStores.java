package io.passthrough.core.store;

import io.passthrough.api.Access;
import io.passthrough.api.AssetStore;
import java.nio.file.Path;
import java.util.Map;

/** Opens stores, guarded: arguments, capabilities and closed state are checked in one place. */
public final class AssetStores {

  private AssetStores() {}

  /**
   * Opens the store that a configuration file names, for reading and writing.
   *
   * @param yaml the configuration file
   * @return the open store, which the caller closes
   * @throws io.passthrough.core.PassthroughException when the file is wrong, names no store, or its
   *     provider is not on the class path (the message names the artifact to add)
   * @throws io.passthrough.api.AssetStoreException when the store cannot be opened
   */
  public static AssetStore open(Path yaml) {
    throw new UnsupportedOperationException();
  }

  /**
   * Opens a store of a provider, for reading and writing.
   *
   * @param provider the provider's name, such as {@code s3}
   * @param options its options, with {@code key} for the prefix
   * @return the open store, which the caller closes
   * @throws io.passthrough.core.PassthroughException when an option is wrong or the provider is not
   *     on the class path (the message names the artifact to add)
   * @throws io.passthrough.api.AssetStoreException when the store cannot be opened
   */
  public static AssetStore open(String provider, Map<String, String> options) {
    throw new UnsupportedOperationException();
  }

  /**
   * Opens a store as a configuration names it.
   *
   * @param settings which store
   * @param access what it will be used for
   * @return the open store, which the caller closes
   */
  public static AssetStore open(StoreSettings settings, Access access) {
    throw new UnsupportedOperationException();
  }
}
