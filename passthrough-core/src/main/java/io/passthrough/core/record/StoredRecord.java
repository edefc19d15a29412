package io.passthrough.core.record;

import java.time.Instant;
import java.util.Optional;

/**
 * A record as it was read.
 *
 * @param name which one
 * @param value its value
 * @param time when it was made
 * @param <T> its value
 */
public record StoredRecord<T>(RecordName<T> name, T value, RecordTime time) {

  /**
   * Returns what a user should know.
   *
   * @param now what the reader's clock shows
   * @return a sentence when the writer's clock was wrong
   */
  public Optional<String> warning(Instant now) {
    return time.isAhead(now)
        ? Optional.of(
            "A record is dated "
                + time.written()
                + ", which has not come: it counts as of "
                + time.at(now)
                + ", '"
                + name.key()
                + "'")
        : Optional.empty();
  }
}
