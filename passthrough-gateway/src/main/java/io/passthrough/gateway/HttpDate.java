package io.passthrough.gateway;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The Date field's value, made once a second. Thread-safe. */
final class HttpDate {

  private static final DateTimeFormatter IMF_FIXDATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private record Stamp(long second, String date) {}

  private static volatile Stamp last = stamp(0);

  private HttpDate() {}

  /** Returns the time now. */
  static String now() {
    long second = System.currentTimeMillis() / 1000;
    Stamp current = last;
    if (current.second() != second) {
      current = stamp(second);
      last = current;
    }
    return current.date();
  }

  private static Stamp stamp(long second) {
    return new Stamp(second, IMF_FIXDATE.format(Instant.ofEpochSecond(second)));
  }
}
