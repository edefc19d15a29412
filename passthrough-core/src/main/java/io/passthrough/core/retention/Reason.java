package io.passthrough.core.retention;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Why a release stays.
 *
 * @param text one clause, such as {@code it is current in 'default'}
 * @param until when this ends by itself, or empty when only another release or a hand ends it
 */
public record Reason(String text, Optional<Instant> until) {

  static Reason of(String text) {
    return new Reason(text, Optional.empty());
  }

  static Reason until(Instant until, String text) {
    return new Reason(text, Optional.of(until));
  }

  /**
   * Returns when none of some reasons holds any more.
   *
   * @param reasons at least one
   * @return the latest end, or empty where one has none
   */
  public static Optional<Instant> end(List<Reason> reasons) {
    return reasons.stream().anyMatch(reason -> reason.until().isEmpty())
        ? Optional.empty()
        : reasons.stream().flatMap(it -> it.until().stream()).max(Comparator.naturalOrder());
  }
}
