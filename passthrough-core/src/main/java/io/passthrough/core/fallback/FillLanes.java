package io.passthrough.core.fallback;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The executors of fills by their size, each with places and memory of its own (bulkheads), so that
 * large bodies never stand before small ones. Thread-safe.
 */
final class FillLanes implements AutoCloseable {

  /** Up to this size a body is small: its place is all the memory that it needs. */
  static final long SMALL = 64 * 1024;

  private static final long MEDIUM = 1 << 20;
  private static final int SMALL_CALLS = 24;
  private static final int MEDIUM_CALLS = 12;
  private static final int LARGE_CALLS = 6;

  private final StoreExecutor small;
  private final StoreExecutor medium;
  private final StoreExecutor large;

  FillLanes(StoreContext context, FetchLimits limits, CallGate gate) {
    this.small = new StoreExecutor(context, SMALL_CALLS, InFlightBytes.UNLIMITED, gate);
    this.medium =
        new StoreExecutor(
            context, MEDIUM_CALLS, new InFlightBytes(Math.max(MEDIUM, limits.memory() / 16)), gate);
    this.large =
        new StoreExecutor(context, LARGE_CALLS, new InFlightBytes(limits.inFlight()), gate);
  }

  private StoreExecutor lane(long bytes) {
    if (bytes <= SMALL) {
      return small;
    }
    return bytes <= MEDIUM ? medium : large;
  }

  <T> CompletableFuture<T> run(StoreCall<T> call) {
    return lane(call.bytes()).run(call);
  }

  /** Returns whether a fill of this size would begin at once. */
  boolean hasRoom(long bytes) {
    return lane(bytes).hasRoom(bytes);
  }

  @Override
  public void close() {
    List.of(small, medium, large).forEach(StoreExecutor::close);
  }
}
