package io.passthrough.core.record;

import io.passthrough.api.manifest.ReleaseName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * That a gateway serves a release, for a while: its own release, which other hosts' visitors may
 * need from the store. All its times are the store's.
 *
 * @param release the release
 * @param host the gateway's host
 * @param term how long it holds after it was put, in whole seconds
 * @param since when it was first put of those puts that followed each other without a gap, or empty
 *     when this is the first
 * @param previous when it was put the time before, or empty when this is the first
 */
public record Lease(
    ReleaseName release,
    String host,
    Duration term,
    Optional<Instant> since,
    Optional<Instant> previous) {

  /** So many times it is renewed within its term. */
  private static final int RENEWALS = 12;

  /** So many renewals may fail before that is a gap. */
  private static final int MISSED = 3;

  /**
   * Returns how often a lease is renewed.
   *
   * @param term how long it holds
   * @return the time from one put to the next
   */
  public static Duration interval(Duration term) {
    return term.dividedBy(RENEWALS);
  }

  /**
   * Returns how long a lease may go without being renewed before it counts as interrupted. It is so
   * much shorter than the term that an outage which no gateway has noticed ends no other gateway's
   * lease.
   *
   * @param term how long it holds
   * @return the longest time from one put to the next that is no gap
   */
  public static Duration longestPause(Duration term) {
    return interval(term).multipliedBy(MISSED);
  }

  /**
   * Returns since when a lease was renewed without a gap.
   *
   * @param put when it was put, by the store's clock
   * @return when the first of those puts was: this one, after a gap
   */
  public Instant unbrokenSince(Instant put) {
    boolean isRenewal =
        previous
            .filter(before -> !put.isBefore(before))
            .filter(before -> !put.isAfter(before.plus(longestPause(term))))
            .isPresent();
    return isRenewal ? since.orElse(put) : put;
  }
}
