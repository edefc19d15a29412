package io.passthrough.core.prune;

import io.passthrough.api.AssetStoreException;
import io.passthrough.core.PassthroughException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where a process stands: the call that it waits in, after the answers that it has got. The points
 * of a process are a tree, of which each is found by one replay.
 */
final class ProcessPoint {

  private final Work work;
  private final Optional<ProcessPoint> parent;
  private final Object answer;
  private final Map<Object, ProcessPoint> next = new HashMap<>();
  private final Optional<Instant> look;
  private Optional<ExploredCall> call = Optional.empty();
  private Optional<RuntimeException> failure = Optional.empty();

  /**
   * What a process does.
   *
   * @param number its number among the processes
   * @param begin what its clocks show in the beginning
   * @param isTimed whether the store tells how late it is
   * @param task what it does through its store and clocks
   */
  record Work(int number, Instant begin, boolean isTimed, Consumer<ReplayedProcess> task) {}

  private ProcessPoint(Work work, Optional<ProcessPoint> parent, Object answer) {
    this.work = work;
    this.parent = parent;
    this.answer = answer;
    this.look =
        answer instanceof Instant time ? Optional.of(time) : parent.flatMap(ProcessPoint::look);
    replay();
  }

  static ProcessPoint begin(Work work) {
    return new ProcessPoint(work, Optional.empty(), "begin");
  }

  /** Returns where the process stands when it has got an answer. */
  ProcessPoint next(Object told) {
    return next.computeIfAbsent(told, key -> new ProcessPoint(work, Optional.of(this), key));
  }

  private void replay() {
    ReplayedProcess process = new ReplayedProcess(work, told());
    try {
      work.task().accept(process);
    } catch (ReplayedProcess.Pause e) {
      // The call that it pauses in is looked at below.
    } catch (RuntimeException e) {
      failure = process.pending().isPresent() ? Optional.empty() : Optional.of(e);
    }
    call = process.pending();
  }

  private List<ProcessPoint> told() {
    Deque<ProcessPoint> points = new ArrayDeque<>();
    for (ProcessPoint point = this; point.parent.isPresent(); point = point.parent.get()) {
      points.addFirst(point);
    }
    return new ArrayList<>(points);
  }

  /** Returns the call to which this point's answer was given. */
  Optional<ExploredCall> after() {
    return parent.flatMap(ProcessPoint::call);
  }

  Object answer() {
    return answer;
  }

  /** Returns the call that the process waits in; empty when it is over. */
  Optional<ExploredCall> call() {
    return call;
  }

  /** Returns why the process has failed, if it has. */
  Optional<RuntimeException> failure() {
    return failure;
  }

  /** Returns whether it has failed as no process may. */
  boolean isBroken() {
    return failure
        .filter(it -> !(it instanceof PassthroughException))
        .filter(it -> !(it instanceof AssetStoreException))
        .isPresent();
  }

  /** Returns what the clock showed at the last look at it. */
  Optional<Instant> look() {
    return look;
  }
}
