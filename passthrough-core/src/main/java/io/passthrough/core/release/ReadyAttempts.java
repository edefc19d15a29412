package io.passthrough.core.release;

import io.passthrough.core.record.OutcomeName;
import java.time.Instant;

/**
 * What the READY attempts of a release say together.
 *
 * @param since when the first was READY
 * @param newest the one that looked last
 * @param at when that one was READY
 */
record ReadyAttempts(Instant since, OutcomeName newest, Instant at) {

  ReadyAttempts and(ReadyAttempts other) {
    Instant first = since.isBefore(other.since) ? since : other.since;
    return other.at.isAfter(at)
        ? new ReadyAttempts(first, other.newest, other.at)
        : new ReadyAttempts(first, newest, at);
  }
}
