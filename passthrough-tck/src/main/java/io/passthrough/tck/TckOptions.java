package io.passthrough.tck;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How to run the cases.
 *
 * @param tiers the tiers to run
 * @param knownFailures what the target is known to fail
 * @param timeScale what to multiply every time limit with, for slow machines and services
 * @param only which ids to run, separated by commas, {@code *} standing for any text; a run of some
 *     cases only is never complete
 */
public record TckOptions(
    Set<Tier> tiers, List<KnownFailure> knownFailures, double timeScale, String only) {

  /** The tiers to run, comma-separated: {@value}. */
  public static final String TIERS_PROPERTY = "passthrough.tck.tiers";

  /** The factor for time limits: {@value}. */
  public static final String TIME_SCALE_PROPERTY = "passthrough.tck.timeScale";

  /** The ids to run, such as {@code keys.*,list.cost}: {@value}. */
  public static final String ONLY_PROPERTY = "passthrough.tck.only";

  /**
   * Copies and checks.
   *
   * @param tiers the tiers to run
   * @param knownFailures what the target is known to fail
   * @param timeScale what to multiply every time limit with
   * @param only which ids to run
   * @throws IllegalArgumentException when no tier is named or the scale is not above zero
   */
  public TckOptions {
    tiers = Set.copyOf(tiers);
    knownFailures = List.copyOf(knownFailures);
    if (tiers.isEmpty()) {
      throw new IllegalArgumentException("No tier to run");
    }
    if (!(timeScale > 0)) {
      throw new IllegalArgumentException("The time scale must be above zero, not " + timeScale);
    }
  }

  /**
   * Makes options of the system properties; the default is the required tier.
   *
   * @return the options
   * @throws IllegalArgumentException when a property names no tier or no number
   */
  public static TckOptions ofSystemProperties() {
    return new TckOptions(
        tiers(System.getProperty(TIERS_PROPERTY, Tier.REQUIRED.name())),
        List.of(),
        Double.parseDouble(System.getProperty(TIME_SCALE_PROPERTY, "1")),
        System.getProperty(ONLY_PROPERTY, "*"));
  }

  /**
   * Returns these options with known failures.
   *
   * @param failures what the target is known to fail
   * @return a copy
   */
  public TckOptions withKnownFailures(List<KnownFailure> failures) {
    return new TckOptions(tiers, failures, timeScale, only);
  }

  private static Set<Tier> tiers(String names) {
    EnumSet<Tier> tiers = EnumSet.noneOf(Tier.class);
    Arrays.stream(names.split(",", -1))
        .map(name -> Tier.valueOf(name.strip().toUpperCase(Locale.ROOT)))
        .forEach(tiers::add);
    return tiers;
  }
}
