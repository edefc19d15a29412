package io.passthrough.core.fingerprint;

import io.passthrough.api.AssetKey;
import io.passthrough.api.MediaTypes;

/**
 * Where names of one sort lie: a folder and an extension.
 *
 * @param folder the folder's key with a slash at its end; empty for the top
 * @param extension what follows the last dot, in lower case; empty for none
 */
public record NamePlace(String folder, String extension) {

  /**
   * Returns the place of a key.
   *
   * @param key a key
   * @return its folder and extension
   */
  public static NamePlace of(AssetKey key) {
    String name = key.value();
    return new NamePlace(
        name.substring(0, name.lastIndexOf('/') + 1), MediaTypes.extension(name).orElse(""));
  }
}
