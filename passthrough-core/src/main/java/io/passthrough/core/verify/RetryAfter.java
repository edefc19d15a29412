package io.passthrough.core.verify;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long a server wants to be left alone (RFC 9110, section 10.2.3). */
final class RetryAfter {

  private RetryAfter() {}

  /** Returns the time that an answer names, as seconds or as a date. */
  static Optional<Duration> of(ProbeResponse response, Instant now) {
    return response.field("retry-after").flatMap(value -> parse(value, now));
  }

  private static Optional<Duration> parse(String value, Instant now) {
    if (value.matches("[0-9]{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
    }
    return HttpTimes.parse(value)
        .map(then -> Duration.between(now, then))
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
  }
}
