package io.passthrough.core.prune;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException;
import io.passthrough.core.attempt.PipelineContext;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * g4: sends deletes in batches, each only after a look at the clocks. The first that fails or has
 * no answer ends it, and so does the plan's limit.
 */
final class Deletes {

  private static final int BATCH = 1_000;

  private final PipelineContext context;
  private final PlanClock clock;
  private Optional<AssetStoreException> failure = Optional.empty();
  private Optional<Long> unanswered = Optional.empty();
  private boolean isLate;
  private int count;

  Deletes(PipelineContext context, PlanClock clock) {
    this.context = context;
    this.clock = clock;
  }

  /** Sends the deletes of some keys, and returns whether all of them were carried out. */
  boolean send(List<AssetKey> keys) {
    for (int from = 0; from < keys.size() && !hasStopped(); from += BATCH) {
      sendBatch(keys.subList(from, Math.min(from + BATCH, keys.size())));
    }
    return !hasStopped();
  }

  private boolean hasStopped() {
    return isLate || failure.isPresent();
  }

  private void sendBatch(Collection<AssetKey> batch) {
    long look = context.clock().nanoTime();
    if (!clock.isOpen()) {
      isLate = true;
      return;
    }
    try {
      Map<AssetKey, AssetStoreException> failures = context.store().delete(batch);
      count += batch.size() - failures.size();
      failures.values().forEach(reason -> failed(reason, look));
    } catch (AssetStoreException e) {
      failed(e, look);
    }
  }

  private void failed(AssetStoreException reason, long look) {
    failure = failure.or(() -> Optional.of(reason));
    if (!isDefinite(reason)) {
      unanswered = Optional.of(look);
    }
  }

  /** A store that says what is wrong with a delete has not carried it out, and will not. */
  private static boolean isDefinite(AssetStoreException reason) {
    return switch (reason.kind()) {
      case NOT_FOUND, CONDITION_FAILED, ACCESS_DENIED, INVALID, UNSUPPORTED -> true;
      case THROTTLED, UNAVAILABLE, OUTCOME_UNKNOWN -> false;
    };
  }

  /** Waits until what has no answer can no longer take effect. */
  void settle(Duration settle) {
    unanswered.ifPresent(
        look -> {
          Duration left = settle.minusNanos(context.clock().nanoTime() - look);
          if (!left.isNegative()) {
            context.clock().sleep(left);
          }
        });
    unanswered = Optional.empty();
  }

  /** Returns whether every delete that was sent has an answer. */
  boolean isAnswered() {
    return unanswered.isEmpty();
  }

  Optional<AssetStoreException> failure() {
    return failure;
  }

  /** Returns whether the plan's limit came before the end. */
  boolean isLate() {
    return isLate;
  }

  int count() {
    return count;
  }
}
