package io.passthrough.core.config;

import java.time.Duration;
import java.util.Optional;

/**
 * What prune keeps, and how it goes about.
 *
 * @param kept which releases and versions stay
 * @param timing how long its parts take
 */
public record RetentionConfig(Kept kept, Timing timing) {

  /** The defaults. */
  public static final RetentionConfig DEFAULT = new RetentionConfig(Kept.DEFAULT, Timing.DEFAULT);

  /**
   * Which releases and versions stay: each rule can only add.
   *
   * @param releases how many releases of each environment, the one that was current last first
   * @param maxAge how long a release stays after it was replaced
   * @param staging how long a release stays that was never activated
   * @param versions how many versions of each asset stay, by logical name; 0 for none
   * @param maxReleases how many releases one prune may end unless forced, or empty for any number
   */
  public record Kept(
      int releases,
      Duration maxAge,
      Duration staging,
      int versions,
      Optional<Integer> maxReleases) {

    static final Kept DEFAULT =
        new Kept(10, Duration.ofDays(14), Duration.ofDays(14), 0, Optional.empty());
  }

  /**
   * How long the parts of a prune take, and how long others have time.
   *
   * @param abandonAfter how old an attempt is that is given up
   * @param lease how long a gateway's lease keeps its release
   * @param plan how long after it began a prune sends its last delete
   * @param settle how long after it was sent a delete takes effect
   */
  public record Timing(Duration abandonAfter, Duration lease, Duration plan, Duration settle) {

    static final Timing DEFAULT =
        new Timing(
            Duration.ofHours(24),
            Duration.ofHours(1),
            Duration.ofMinutes(10),
            Duration.ofMinutes(15));
  }

  /**
   * Returns the same with another policy.
   *
   * @param releases how many releases of each environment, or empty to leave it
   * @param maxAge how long a release stays after it was replaced, or empty to leave it; for one
   *     that was never activated as well, where that time was the same
   * @return a copy
   */
  public RetentionConfig with(Optional<Integer> releases, Optional<Duration> maxAge) {
    boolean isAlike = kept.staging().equals(kept.maxAge());
    return new RetentionConfig(
        new Kept(
            releases.orElse(kept.releases()),
            maxAge.orElse(kept.maxAge()),
            isAlike ? maxAge.orElse(kept.staging()) : kept.staging(),
            kept.versions(),
            kept.maxReleases()),
        timing);
  }
}
