package io.passthrough.tck;

/** How much a case costs, and so when it is run. */
public enum Tier {
  /** Every run: seconds, no network beyond the store's own. */
  REQUIRED,
  /** Many objects or large ones. */
  LARGE,
  /** Races, repeated many times without the kit's help. */
  RACE,
  /** Only against a real service. */
  CLOUD
}
