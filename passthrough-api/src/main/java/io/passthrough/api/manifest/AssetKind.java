package io.passthrough.api.manifest;

import java.util.Locale;
import java.util.Optional;

/** How an asset's bytes and its name belong together. */
public enum AssetKind {
  /** The name holds a content hash: the bytes never change under it. */
  FINGERPRINTED,
  /**
   * Named after a fingerprinted asset ({@code .map}, {@code .LICENSE.txt}): bundlers let its bytes
   * vary under the same name; the first bytes in a store stay.
   */
  COMPANION,
  /** Any other: {@code index.html}, {@code favicon.ico}; its bytes belong to a release. */
  MUTABLE;

  /**
   * Returns the word in a record.
   *
   * @return the name in lower case
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads the word in a record.
   *
   * @param word the name in lower case
   * @return the kind, or empty for another word
   */
  public static Optional<AssetKind> parse(String word) {
    for (AssetKind kind : values()) {
      if (kind.word().equals(word)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
