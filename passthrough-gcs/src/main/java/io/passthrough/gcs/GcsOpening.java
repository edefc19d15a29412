package io.passthrough.gcs;

import io.passthrough.api.AssetStore;
import io.passthrough.api.StoreConfig;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** Opens a store. Nothing is sent to the bucket's server. */
final class GcsOpening {

  private GcsOpening() {}

  static AssetStore open(StoreConfig config) {
    GcsOptions options = GcsOptions.of(config, System.getenv());
    try {
      return new GcsStore(options, GcsConnection.open(options));
    } catch (NoSuchFileException e) {
      throw GcsOptions.fault(config, "there is no such file: " + options.credentials(), e);
    } catch (IOException | IllegalArgumentException e) {
      String reason =
          "the source of credentials "
              + options.credentials()
              + " does not fit ("
              + GcsErrors.innermost(e)
              + ")";
      throw GcsOptions.fault(config, reason, e);
    }
  }
}
