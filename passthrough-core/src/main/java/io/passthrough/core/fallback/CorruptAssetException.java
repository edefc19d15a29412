package io.passthrough.core.fallback;

import io.passthrough.api.AssetKey;

/** What the store holds under a key is not what was put there. */
public final class CorruptAssetException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CorruptAssetException(AssetKey key, String reason) {
    super("Cannot serve: " + reason + ", '" + key + "'");
  }
}
