package io.passthrough.core.retention;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Why a release stays.
 *
 * @param text one clause, such as {@code it is current in 'default'}
 * @param until until when the release stays at least, whatever anybody does; empty when a hand may
 *     end it at any time
 * @param isOpenEnded whether it stays longer as long as nobody does anything
 */
public record Reason(String text, Optional<Instant> until, boolean isOpenEnded) {

  static Reason of(String text) {
    return new Reason(text, Optional.empty(), true);
  }

  static Reason atLeast(Instant until, String text) {
    return new Reason(text, Optional.of(until), true);
  }

  static Reason until(Instant until, String text) {
    return new Reason(text, Optional.of(until), false);
  }

  /**
   * Makes the reason of a release that was set aside.
   *
   * @param until when it ends
   * @param age how long it stays from then
   * @return the reason
   */
  public static Reason forgotten(Instant until, String age) {
    return until(until, "it was forgotten less than " + age + " ago");
  }

  /**
   * Makes the reason of a release that was set aside, and that an activation names.
   *
   * @return the reason
   */
  public static Reason named() {
    return of("it was forgotten, and the last activation of an environment names it");
  }

  /**
   * Says why an object stays that no kept release needs.
   *
   * @param count how many versions of each asset stay
   * @return a clause
   */
  public static String versions(int count) {
    return count == 1
        ? "it is the newest version of its asset"
        : "it is among the newest " + count + " versions of its asset";
  }

  /**
   * Returns until when some reasons hold at least.
   *
   * @param reasons why something stays
   * @return the latest of their times, or empty when none has one
   */
  public static Optional<Instant> latest(List<Reason> reasons) {
    return reasons.stream().flatMap(it -> it.until().stream()).max(Comparator.naturalOrder());
  }
}
