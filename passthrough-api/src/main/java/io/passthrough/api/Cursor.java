package io.passthrough.api;

import java.util.Objects;

/**
 * An opaque mark of where a page of a listing ended. Valid in any process, for the same prefix of
 * the same store.
 *
 * @param token the store's own text
 */
public record Cursor(String token) {

  /**
   * Checks that there is a token.
   *
   * @param token the store's own text
   */
  public Cursor {
    Objects.requireNonNull(token, "token");
  }
}
