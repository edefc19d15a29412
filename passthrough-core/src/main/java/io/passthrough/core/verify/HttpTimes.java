package io.passthrough.core.verify;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The times of an answer (RFC 9110, section 5.6.7). */
final class HttpTimes {

  private HttpTimes() {}

  /** Returns how long after its date an answer expires (RFC 9111, section 5.3). */
  static Optional<Duration> lifetime(ProbeResponse response) {
    Optional<Instant> date = response.field("date").flatMap(HttpTimes::parse);
    return response
        .field("expires")
        .flatMap(HttpTimes::parse)
        .map(expires -> Duration.between(date.orElseGet(Instant::now), expires));
  }

  static Optional<Instant> parse(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
