package io.passthrough.core.prune;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import io.passthrough.core.ProcessClock;
import io.passthrough.core.record.StoreLayout;
import io.passthrough.core.store.ForwardingStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * One process of a simulation: its thread runs only from one call to the store to the next, when
 * the simulation lets it. It is its own store handle and its own clocks.
 */
final class SimulatedProcess extends ForwardingStore implements ProcessClock {

  /** What becomes of the next call. */
  enum Fate {
    DONE,
    CRASH_BEFORE,
    CRASH_AFTER,
    /** It takes effect, and its answer is lost. */
    LOST,
    /** A delete takes effect later, and its answer is lost. */
    LATE
  }

  /** A process that is killed. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Listings take several calls, so that something may happen in their middle. */
  private static final int PAGE = 20;

  private final Simulation simulation;
  private final Semaphore go = new Semaphore(0);
  private final String name;
  private Fate fate = Fate.DONE;
  private Optional<Throwable> end = Optional.empty();
  private int ids;
  private boolean isOver;
  private boolean isCrashed;
  private Duration suspended = Duration.ZERO;
  private Instant wakeAt = Instant.MIN;
  private final Duration skew;

  SimulatedProcess(Simulation simulation, String name, Duration skew) {
    this.simulation = simulation;
    this.name = name;
    this.skew = skew;
  }

  void start(Runnable work) {
    Thread thread =
        new Thread(
            () -> {
              go.acquireUninterruptibly();
              try {
                work.run();
              } catch (RuntimeException | Crash e) {
                end = Optional.of(e);
              } finally {
                isOver = true;
                simulation.parked();
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  /** Lets it run to its next call, or its end. */
  void step(Fate next) {
    fate = next;
    go.release();
  }

  boolean isOver() {
    return isOver;
  }

  Optional<Throwable> end() {
    return end;
  }

  Instant wakeAt() {
    return wakeAt;
  }

  /** Suspends it, as SIGSTOP does: the monotonic clock stands still. */
  void suspend(Duration time) {
    suspended = suspended.plus(time);
    wakeAt = simulation.now().plus(time);
  }

  private <T> T call(boolean changes, Supplier<T> work) {
    if (isCrashed) {
      throw new Crash();
    }
    simulation.parked();
    go.acquireUninterruptibly();
    Fate own = fate;
    if (own == Fate.CRASH_BEFORE) {
      isCrashed = true;
      throw new Crash();
    }
    T result = work.get();
    if (own == Fate.CRASH_AFTER) {
      isCrashed = true;
      throw new Crash();
    }
    if (own == Fate.LOST && changes) {
      throw AssetStoreException.of(Kind.OUTCOME_UNKNOWN, "call", name).because("no answer");
    }
    return result;
  }

  @Override
  protected AssetStore delegate() {
    return simulation.memory();
  }

  @Override
  public Optional<AssetInfo> stat(AssetKey key) {
    return call(false, () -> simulation.memory().stat(key));
  }

  @Override
  public AssetReader read(AssetKey key, ByteRange range) {
    return call(false, () -> simulation.memory().read(key, range));
  }

  @Override
  public Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    return call(
        true,
        () -> {
          Version version = simulation.memory().put(key, content, headers, condition);
          simulation.world().put(key);
          return version;
        });
  }

  @Override
  public Page list(String prefix, Optional<Cursor> after, int limit) {
    if (simulation.isBlind() && !name.equals("prune") && prefix.equals(StoreLayout.PLANS)) {
      return new Page(List.of(), Optional.empty(), 0);
    }
    return call(false, () -> simulation.memory().list(prefix, after, Math.min(limit, PAGE)));
  }

  @Override
  public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
    Instant sent = simulation.now();
    return call(
        true,
        () -> {
          if (fate == Fate.LATE) {
            simulation.deleteLate(keys, sent);
            throw AssetStoreException.of(Kind.UNAVAILABLE, "delete", name).because("no answer");
          }
          return simulation.memory().delete(keys);
        });
  }

  @Override
  public void close() {}

  @Override
  public Clock wall() {
    return Clock.offset(simulation.clock(), skew);
  }

  @Override
  public long nanoTime() {
    return Duration.between(Simulation.BEGIN, simulation.now()).minus(suspended).toNanos();
  }

  @Override
  public void sleep(Duration time) {
    wakeAt = simulation.now().plus(time);
    call(false, () -> true);
  }

  /** Counted, so that a seed is the same run each time. */
  @Override
  public UUID freshId() {
    return new UUID(name.hashCode(), ++ids);
  }

  @Override
  public String toString() {
    return name;
  }
}
