package io.passthrough.core.fallback;

import com.github.benmanes.caffeine.cache.Ticker;

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
    long now = ticker.read();
    left = Math.min(BURST, left + (now - since) / NANOS * PER_SECOND);
    since = now;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }

  synchronized void refund() {
    left = Math.min(BURST, left + 1);
  }
}
