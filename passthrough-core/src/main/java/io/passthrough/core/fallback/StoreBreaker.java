package io.passthrough.core.fallback;

import dev.failsafe.CircuitBreaker;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.core.fallback.StoreCall.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A circuit breaker over the calls of one store. Outages and silence open it, then every call is
 * refused at once; nothing else that a store answers counts. While it is open, one read in the
 * background (the probe of the half-open state) asks the store again and again, so that no client
 * waits for a store that is known to be down. Thread-safe.
 */
final class StoreBreaker implements CallGate, AutoCloseable {

  /** So many outages among so many calls open it. */
  private static final int OUTAGES = 5;

  private static final int CALLS = 8;

  /** How long it rests before the store is probed: what clients are told as well. */
  private static final Duration REST = Duration.ofSeconds(2);

  private static final int PROBE_BYTES = 64 * 1024;

  private final AssetStore store;
  private final StoreContext context;
  private final StoreExecutor probes;
  private final List<Runnable> whenClosed = new CopyOnWriteArrayList<>();
  private volatile @Nullable AssetKey suspect;

  private final CircuitBreaker<Object> circuit =
      CircuitBreaker.builder()
          .withFailureThreshold(OUTAGES, CALLS)
          .withSuccessThreshold(1)
          .withDelay(REST)
          .onOpen(event -> opened())
          .build();

  StoreBreaker(AssetStore store, StoreContext context) {
    this.store = store;
    this.context = context;
    this.probes = new StoreExecutor(context, 1, InFlightBytes.UNLIMITED, CallGate.OPEN);
  }

  @Override
  public Optional<AssetStoreException> refusal(AssetKey key) {
    return circuit.isClosed()
        ? Optional.empty()
        : Optional.of(
            AssetStoreException.of(Kind.UNAVAILABLE, "read", context.store())
                .key(key)
                .because("the store does not answer, and is tried again in the background"));
  }

  /** Takes no notice of calls that were made before it opened. */
  @Override
  public void note(StoreCall<?> call, Outcome outcome) {
    if (outcome == Outcome.OUTAGE) {
      suspect = call.key();
    }
    if (outcome != Outcome.GIVEN_UP && circuit.isClosed()) {
      record(outcome == Outcome.ANSWERED);
    }
  }

  private void record(boolean answered) {
    if (answered) {
      circuit.recordSuccess();
    } else {
      circuit.recordFailure();
    }
  }

  @Override
  public void whenClosed(Runnable action) {
    whenClosed.add(action);
  }

  private void opened() {
    whenClosed.forEach(Runnable::run);
    probeLater();
  }

  private void probeLater() {
    try {
      var unused = context.timer().schedule(this::probe, REST.toNanos() + 1, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // It is closed: nobody asks any more.
    }
  }

  private void probe() {
    AssetKey key = suspect;
    if (key == null || !circuit.tryAcquirePermit()) {
      probeLater();
      return;
    }
    var unused =
        probes
            .run(StoreCall.of(key, call -> readSome(key, call)))
            .whenComplete((read, failure) -> record(!isOutage(failure)));
  }

  /** Reads as a client's call would: a store may well answer the one and not the other. */
  private int readSome(AssetKey key, StoreCall<?> call) throws IOException {
    try (AssetReader reader = call.opened(store.read(key, ByteRange.ALL))) {
      return reader.body().readNBytes(PROBE_BYTES).length;
    }
  }

  private static boolean isOutage(@Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof AssetStoreException failed && failed.isOutage();
  }

  /** Returns what an operator should know, when it is not closed. */
  Optional<String> notice() {
    return circuit.isClosed()
        ? Optional.empty()
        : Optional.of(
            "The store does not answer, "
                + context.store()
                + ": it is tried again every "
                + REST.toSeconds()
                + " s, and until it answers what is not in memory is refused with 503");
  }

  @Override
  public void close() {
    probes.close();
  }
}
