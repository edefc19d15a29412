package io.passthrough.core.attempt;

import io.passthrough.api.AssetStoreException;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.record.Done;
import io.passthrough.core.record.PlanName;
import io.passthrough.core.record.PrunePlan;
import io.passthrough.core.record.RecordStore;
import io.passthrough.core.record.StoredRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A watch over the plans that had no {@code done} when they were listed, once. Its clock starts
 * with that list, so that whoever has watched a plan for as long as it may live can close it for a
 * prune that is dead.
 */
public final class PlanWatch {

  /** A plan that is older than its life and this, by the store's clock, need not be watched. */
  private static final Duration LONG_DEAD = Duration.ofDays(1);

  private static final Duration POLL = Duration.ofSeconds(2);

  private final PipelineContext context;
  private final long since;
  private final List<StoredRecord<PrunePlan>> open;

  private PlanWatch(PipelineContext context, String cannot) {
    this.context = context;
    List<PlanName> names = context.records().plans().open();
    this.since = context.clock().nanoTime();
    this.open = read(names, cannot);
  }

  /**
   * Lists the plans and reads those that are open.
   *
   * @param context what a run works with
   * @param cannot what an error message begins with
   * @throws PassthroughException when a plan cannot be read: it condemns every key
   */
  public static PlanWatch begin(PipelineContext context, String cannot) {
    return new PlanWatch(context, cannot);
  }

  private List<StoredRecord<PrunePlan>> read(List<PlanName> names, String cannot) {
    List<StoredRecord<PrunePlan>> plans = new ArrayList<>();
    for (PlanName name : names) {
      read(name, cannot).ifPresent(plans::add);
    }
    return List.copyOf(plans);
  }

  /** A plan that is gone has ended. */
  private Optional<StoredRecord<PrunePlan>> read(PlanName name, String cannot) {
    try {
      return Optional.of(context.records().readStored(name));
    } catch (PassthroughException e) {
      throw unreadable(name, cannot, e);
    } catch (AssetStoreException e) {
      if (e.kind() == AssetStoreException.Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e.isOutage() ? e : unreadable(name, cannot, e);
    }
  }

  private static PassthroughException unreadable(
      PlanName name, String cannot, RuntimeException reason) {
    return new PassthroughException(
        Kind.IO,
        cannot
            + ": a prune may be about to delete any file, as its plan cannot be read. "
            + reason.getMessage(),
        "restore the plan from a backup; where there is none, delete '"
            + name.key()
            + "' when no prune runs, and has not for retention.plan and retention.settle",
        reason);
  }

  /** Returns the plans that were open, in the order of their keys. */
  public List<StoredRecord<PrunePlan>> open() {
    return open;
  }

  /**
   * Waits until a plan has a {@code done}, or puts one for a prune that is dead.
   *
   * @param plan one of those that were open
   */
  public void await(StoredRecord<PrunePlan> plan) {
    PlanName name = (PlanName) plan.name();
    while (!isEnded(name)) {
      Duration left = left(plan.value());
      if (left.isZero() || left.isNegative()) {
        expire(name);
        return;
      }
      context.clock().sleep(left.compareTo(POLL) < 0 ? left : POLL);
    }
  }

  private Duration left(PrunePlan plan) {
    return plan.lifetime().minusNanos(context.clock().nanoTime() - since);
  }

  /**
   * Closes the plans whose prune has been dead for long, by the store's clock.
   *
   * @param now what the store's clock shows
   * @return the others
   */
  public List<StoredRecord<PrunePlan>> closeDead(Instant now) {
    List<StoredRecord<PrunePlan>> alive = new ArrayList<>();
    for (StoredRecord<PrunePlan> plan : open) {
      if (plan.time().put().plus(plan.value().lifetime()).plus(LONG_DEAD).isBefore(now)) {
        expire((PlanName) plan.name());
      } else {
        alive.add(plan);
      }
    }
    return alive;
  }

  /** Where the plan is gone, so has its prune: a done says no more. */
  private boolean isEnded(PlanName name) {
    RecordStore records = context.records();
    return records.has(name.done()) || !records.has(name);
  }

  private void expire(PlanName name) {
    Done done = Done.expired(PipelineContext.hostName());
    var unused = context.records().putIfAbsent(name.done(), done, context.now());
  }
}
