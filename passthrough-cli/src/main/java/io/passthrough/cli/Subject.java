package io.passthrough.cli;

import io.passthrough.api.AssetKey;
import java.util.Optional;

/**
 * What a user asks about.
 *
 * @param target the path and query of its URL, as a request has them
 * @param key the key that the URL names, or empty where it lies outside the base
 */
record Subject(String target, Optional<AssetKey> key) {

  /** Returns the path alone. */
  String path() {
    return target.split("\\?", 2)[0];
  }
}
