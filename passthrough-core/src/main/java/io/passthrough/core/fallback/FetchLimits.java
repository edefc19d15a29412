package io.passthrough.core.fallback;

import java.time.Duration;

/**
 * What fetching may cost.
 *
 * @param fillMax the largest body in bytes that is read whole before it is served
 * @param memory the memory for fetched bodies in bytes
 * @param fresh how long a mutable object that no record names is served without asking again
 * @param silence how long a call may make no progress
 * @param total how long a call may take in all, its wait for a turn included; for streams until
 *     they are open
 */
public record FetchLimits(
    long fillMax, long memory, Duration fresh, Duration silence, Duration total) {

  /** The largest body that is ever kept in one piece. */
  private static final long MAX_FILL = 1 << 30;

  /** How many calls for keys of which nothing is known run at once. */
  static final int GUESSES = 16;

  /** How many calls for keys that a listing names run at once. */
  static final int LISTED = 8;

  /** How many bodies that are streamed are opened at once. */
  static final int OPENINGS = 8;

  /** How many bodies are decoded at once. */
  static final int DECODINGS = 2;

  /** How many calls of each sort wait at most; how long they do is what bounds them. */
  static final int WAITING = 4096;

  /** How many bodies are streamed at once. */
  static final int STREAMS = 128;

  /** How many keys are remembered as missing. */
  static final int MISSES = 10_000;

  /** How long a key is remembered as missing. */
  static final Duration MISS_TTL = Duration.ofSeconds(10);

  /** How long an object may be served after its store went down (RFC 5861, section 4). */
  static final Duration STALE_IF_ERROR = Duration.ofHours(1);

  /**
   * Bounds what is read whole.
   *
   * @param fillMax the largest body in bytes that is read whole before it is served
   * @param memory the memory for fetched bodies in bytes
   * @param fresh how long a mutable object that no record names is served without asking again
   * @param silence how long a call may make no progress
   * @param total how long a call may take in all
   */
  public FetchLimits {
    fillMax = Math.min(fillMax, MAX_FILL);
  }

  /** Returns how many bytes of a memory are for what is kept; the rest is for what is under way. */
  long kept(long all) {
    return Math.max(all / 2, all - inFlight() - all / 4);
  }

  /** Returns how many bytes of large bodies may be under way at once: one body at least. */
  long inFlight() {
    return Math.max(fillMax, memory / 4);
  }

  /**
   * Returns limits with the usual time limits of a call.
   *
   * @param fillMax the largest body in bytes that is read whole before it is served
   * @param memory the memory for fetched bodies in bytes
   * @param fresh how long a mutable object that no record names is served without asking again
   * @return the limits
   */
  public static FetchLimits of(long fillMax, long memory, Duration fresh) {
    return new FetchLimits(fillMax, memory, fresh, Duration.ofSeconds(10), Duration.ofSeconds(60));
  }
}
