package io.passthrough.core.retention;

import java.time.Duration;

/** Lengths of time for people: the largest unit that is at least one. */
final class Durations {

  private Durations() {}

  static String text(Duration time) {
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
