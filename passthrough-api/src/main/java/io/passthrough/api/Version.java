package io.passthrough.api;

import java.util.Objects;

/**
 * An opaque mark of one state of an object (an ETag, a generation, a random word). Valid in any
 * process; the same in put, stat, read and list. Equal versions of a key mean equal bytes; equal
 * bytes may have different versions.
 *
 * @param token the store's own text, at least one character
 */
public record Version(String token) {

  /**
   * Checks that there is a token.
   *
   * @param token the store's own text
   * @throws IllegalArgumentException when it is empty
   */
  public Version {
    Objects.requireNonNull(token, "token");
    if (token.isEmpty()) {
      throw new IllegalArgumentException("A version needs a token");
    }
  }

  /** Returns the token. */
  @Override
  public String toString() {
    return token;
  }
}
