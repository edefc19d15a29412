package io.passthrough.azure;

import io.passthrough.api.AssetStore;
import io.passthrough.api.StoreConfig;
import java.util.Map;

/** Opens a store. Nothing is asked: the service has every capability. */
final class AzureOpening {

  private AzureOpening() {}

  static AssetStore open(StoreConfig config, Map<String, String> environment) {
    return open(config, AzureOptions.of(config, environment), environment);
  }

  /** The SDK has no type of its own for what does not fit. */
  static AssetStore open(
      StoreConfig config, AzureOptions options, Map<String, String> environment) {
    try {
      return new AzureStore(options, AzureConnection.open(options, environment));
    } catch (NoClassDefFoundError e) {
      throw AzureOptions.misfit(
          config,
          "the credentials '"
              + options.account().credential()
              + "' need the jar com.azure:azure-identity and what it needs, which is not there",
          e);
    } catch (IllegalArgumentException | IllegalStateException e) {
      String reason = "the configuration does not fit (" + AzureReasons.innermost(e) + ")";
      throw AzureOptions.misfit(config, reason, e);
    }
  }
}
