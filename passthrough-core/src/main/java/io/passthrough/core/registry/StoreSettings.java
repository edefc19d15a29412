package io.passthrough.core.registry;

import java.util.Map;

/**
 * Which store to open, as a configuration says it.
 *
 * @param provider the provider's name, such as {@code s3}
 * @param options the provider's options, without {@code key}
 * @param prefix the option {@code key}: empty, or segments without a leading or trailing {@code /}
 */
public record StoreSettings(String provider, Map<String, String> options, String prefix) {

  /**
   * Copies the options.
   *
   * @param provider the provider's name
   * @param options the provider's options
   * @param prefix the option {@code key}
   */
  public StoreSettings {
    options = Map.copyOf(options);
  }

  /** Returns provider and prefix, but no option: some are secrets. */
  @Override
  public String toString() {
    return "StoreSettings[provider=" + provider + ", prefix=" + prefix + "]";
  }
}
