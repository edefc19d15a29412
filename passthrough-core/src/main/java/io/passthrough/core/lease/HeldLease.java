package io.passthrough.core.lease;

import io.passthrough.core.record.Lease;
import io.passthrough.core.record.LeaseName;
import io.passthrough.core.record.RecordTime;
import java.time.Duration;
import java.time.Instant;

/**
 * A lease as it was read.
 *
 * @param name whose it is
 * @param lease what it says
 * @param time when it was put
 */
public record HeldLease(LeaseName name, Lease lease, RecordTime time) {

  /** Returns whether its owner has renewed it within a time, by the store's clock or its own. */
  boolean isRenewedWithin(Duration limit, Instant now) {
    return Duration.between(time.at(now), now).compareTo(limit) <= 0;
  }

  /**
   * Returns whether it proves that the store could be written to for a time until now: by the
   * store's clock alone.
   */
  boolean isUnbrokenFor(Duration length, Instant now) {
    Duration sincePut = Duration.between(time.put(), now);
    Duration unbroken = Duration.between(lease.unbrokenSince(time.put()), time.put());
    return sincePut.compareTo(Lease.longestPause(lease.term())) <= 0
        && unbroken.compareTo(length) >= 0;
  }
}
