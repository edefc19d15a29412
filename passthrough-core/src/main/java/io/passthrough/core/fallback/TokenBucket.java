package io.passthrough.core.fallback;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * A token bucket over the keys that no record names: a burst, then so many a second. A key that
 * turns out to be there is refunded, so that only guessing is limited. Thread-safe.
 */
final class TokenBucket {

  private static final double BURST = 500;
  private static final double PER_SECOND = 50;
  private static final double NANOS = 1e9;

  private final Ticker ticker;
  private double left = BURST;
  private long since;

  TokenBucket(Ticker ticker) {
    this.ticker = ticker;
    this.since = ticker.read();
  }

  synchronized boolean tryAcquire() {
    refill();
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }

  private void refill() {
    long now = ticker.read();
    left = Math.min(BURST, left + (now - since) / NANOS * PER_SECOND);
    since = now;
  }

  /** Returns whether half of the burst is used up. */
  synchronized boolean isLow() {
    refill();
    return left < BURST / 2;
  }

  /**
   * Takes the next token that comes, for a caller who waits for it.
   *
   * @param longest how long the caller would wait
   * @return after how many nanoseconds the token is there, or empty when that takes too long
   */
  synchronized OptionalLong reserve(Duration longest) {
    refill();
    long wait = (long) (Math.max(0, 1 - left) / PER_SECOND * NANOS);
    if (wait > longest.toNanos()) {
      return OptionalLong.empty();
    }
    left--;
    return OptionalLong.of(wait);
  }

  synchronized void refund() {
    left = Math.min(BURST, left + 1);
  }
}
