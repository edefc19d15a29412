package io.passthrough.core.fallback;

import java.time.Duration;
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

  /** At most so much for small bodies that are under way, however large the memory is. */
  private static final long MOST_SMALL = 8L << 20;

  /** Who asks for something small does not wait for who takes too long. */
  private static final Duration SHORT_WAIT = Duration.ofMillis(500);

  private final InFlightBytes smallMemory;
  private final InFlightBytes mediumMemory;
  private final InFlightBytes largeMemory;
  private final StoreExecutor small;
  private final StoreExecutor medium;
  private final StoreExecutor large;

  FillLanes(StoreContext context, FetchLimits limits, CallGate gate) {
    long memory = limits.memory();
    this.smallMemory = new InFlightBytes(Math.min(MOST_SMALL, memory / 8), SHORT_WAIT);
    this.mediumMemory = new InFlightBytes(Math.max(MEDIUM, memory / 16), limits.total());
    this.largeMemory = new InFlightBytes(limits.inFlight(), limits.total());
    this.small = new StoreExecutor(context, SMALL_CALLS, smallMemory, gate);
    this.medium = new StoreExecutor(context, MEDIUM_CALLS, mediumMemory, gate);
    this.large = new StoreExecutor(context, LARGE_CALLS, largeMemory, gate);
  }

  /** Returns where a body of a size counts while it is under way. */
  InFlightBytes memory(long bytes) {
    if (bytes <= SMALL) {
      return smallMemory;
    }
    return bytes <= MEDIUM ? mediumMemory : largeMemory;
  }

  /** Returns whether more is under way than there is memory for: what comes now is not kept. */
  boolean isExceeded() {
    return smallMemory.isExceeded() || mediumMemory.isExceeded() || largeMemory.isExceeded();
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
