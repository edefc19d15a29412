package io.passthrough.api;

import java.util.Objects;
import java.util.Optional;

/**
 * An opaque mark of where a page of a listing ended. Valid in any process, for the same prefix of
 * the same store.
 *
 * @param token the store's own text
 */
public record Cursor(String token) {

  private static final String AFTER = "after:";

  /**
   * Checks that there is a token.
   *
   * @param token the store's own text
   */
  public Cursor {
    Objects.requireNonNull(token, "token");
  }

  /**
   * Makes a cursor that is a key, for stores that can list from any name on. It outlives whatever
   * the backend remembers of a listing, and puts and deletes do not move it. A store whose pages
   * end with such cursors takes the one of any key: long listings are read in ranges at once.
   *
   * @param last the last key of a page, or any other
   * @return a cursor whose {@link #key()} it is
   */
  public static Cursor after(AssetKey last) {
    return new Cursor(AFTER + last);
  }

  /**
   * Returns the key that this cursor was made of.
   *
   * @return the key, or empty when {@link #after} has not made this cursor
   */
  public Optional<AssetKey> key() {
    return token.startsWith(AFTER)
        ? AssetKey.parse(token.substring(AFTER.length()))
        : Optional.empty();
  }
}
