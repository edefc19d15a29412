package io.passthrough.api;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A part of a listing.
 *
 * @param entries objects in the order of their keys' UTF-8 bytes; may be empty while {@code next}
 *     is there
 * @param next where to go on, or empty on the last page
 * @param skipped how many names on this page were no legal keys
 */
public record Page(List<Entry> entries, Optional<Cursor> next, int skipped) {

  /**
   * Copies the entries.
   *
   * @param entries objects in order
   * @param next where to go on
   * @param skipped how many names were no legal keys
   */
  public Page {
    entries = List.copyOf(entries);
    Objects.requireNonNull(next, "next");
    if (skipped < 0) {
      throw new IllegalArgumentException("Illegal number of skipped names: " + skipped);
    }
  }
}
