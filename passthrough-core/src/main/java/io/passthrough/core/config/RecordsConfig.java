package io.passthrough.core.config;

import java.time.Duration;
import java.util.Optional;

/**
 * What a gateway has to do with the records of a store.
 *
 * @param areKept whether there may be any; false for a store that another tool fills
 * @param lease how long the gateway's lease of its own release holds each time that it is put, or
 *     empty when it puts none
 */
public record RecordsConfig(boolean areKept, Optional<Duration> lease) {

  /** There are none. */
  public static final RecordsConfig NONE = new RecordsConfig(false, Optional.empty());

  /** They are read, and no lease is put. */
  public static final RecordsConfig READ = new RecordsConfig(true, Optional.empty());
}
