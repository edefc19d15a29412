package io.passthrough.core;

import java.time.Duration;

/** Lengths of time for people: the largest unit that is at least one. */
public final class Durations {

  private Durations() {}

  /**
   * Returns a length of time in whole units, such as {@code 3 d}.
   *
   * @param time the length; less than none counts as none
   * @return the text
   */
  public static String text(Duration time) {
    if (time.isNegative()) {
      return "0 s";
    }
    if (time.toDays() > 0) {
      return time.toDays() + " d";
    }
    if (time.toHours() > 0) {
      return time.toHours() + " h";
    }
    return time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
  }
}
