package io.passthrough.core.release;

import io.passthrough.core.record.RecordName.OutcomeName;
import java.time.Instant;

/**
 * What the READY attempts of a release say together.
 *
 * @param since when the first was READY
 * @param newest the one that looked last
 * @param at when that one was READY
 */
record Standing(Instant since, OutcomeName newest, Instant at) {

  Standing and(Standing other) {
    Instant first = since.isBefore(other.since) ? since : other.since;
    return other.at.isAfter(at)
        ? new Standing(first, other.newest, other.at)
        : new Standing(first, newest, at);
  }
}
