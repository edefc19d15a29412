package io.passthrough.core.fallback;

import io.passthrough.api.AssetKey;

/** A part of an object cannot be told to be right without reading the whole. */
public final class UnverifiableRangeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnverifiableRangeException(AssetKey key) {
    super("Cannot serve a part: the store does not tell the object's hash, '" + key + "'");
  }
}
