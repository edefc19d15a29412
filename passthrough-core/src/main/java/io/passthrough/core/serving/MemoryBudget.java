package io.passthrough.core.serving;

import java.util.OptionalLong;

/**
 * The memory for all bodies together: at most half of it for this release's own files, the rest for
 * what comes from a store.
 *
 * @param bytes how many bytes there are
 */
record MemoryBudget(long bytes) {

  private static final long USUAL = 64L << 20;

  /** By default the direct memory is as large as the heap may become; half of it is enough. */
  static MemoryBudget of(OptionalLong configured) {
    long half = Runtime.getRuntime().maxMemory() / 2;
    return new MemoryBudget(configured.orElse(Math.min(USUAL, half)));
  }

  long local() {
    return bytes / 2;
  }
}
