package io.passthrough.core.verify;

import java.time.Duration;

/**
 * What a verification may cost.
 *
 * @param concurrency how many checks are made at once, at least 1
 * @param attempts how often a request is sent that is answered with 429 or 5xx or not at all
 * @param backoff the pause after the first such answer, where it names none; doubled after each
 * @param request how long a request may take, its body included; large bodies get more, at 256
 *     KiB/s
 * @param total how long all may take
 * @param settle how long a gateway may need after a publish to know of it: until then what fails
 *     there is asked again
 * @param probePause the pause between two asks for the same missing name, long enough for a cache
 *     to tell by {@code Age}
 */
public record VerifyLimits(
    int concurrency,
    int attempts,
    Duration backoff,
    Duration request,
    Duration total,
    Duration settle,
    Duration probePause) {

  private static final long BYTES_PER_SECOND = 256 << 10;

  /** 16 at once, 30 s a request, 15 minutes for all. */
  public static final VerifyLimits DEFAULT =
      new VerifyLimits(
          16,
          4,
          Duration.ofMillis(500),
          Duration.ofSeconds(30),
          Duration.ofMinutes(15),
          Duration.ofSeconds(15),
          Duration.ofSeconds(2));

  /**
   * Returns this with another concurrency.
   *
   * @param other how many checks are made at once, at least 1
   * @return a copy
   */
  public VerifyLimits withConcurrency(int other) {
    return new VerifyLimits(other, attempts, backoff, request, total, settle, probePause);
  }

  /**
   * Returns this with another limit for all.
   *
   * @param other how long all may take
   * @return a copy
   */
  public VerifyLimits withTotal(Duration other) {
    return new VerifyLimits(concurrency, attempts, backoff, request, other, settle, probePause);
  }

  /** Returns how long a request may take whose body has so many bytes at most. */
  Duration request(long bytes) {
    return request.plusSeconds(bytes / BYTES_PER_SECOND);
  }
}
