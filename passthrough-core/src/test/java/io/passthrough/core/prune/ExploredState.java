package io.passthrough.core.prune;

import io.passthrough.api.AssetKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A state of all processes and their store.
 *
 * @param contents what the store holds
 * @param stands where the processes stand
 * @param late requests whose sender has no answer, and which take effect yet
 * @param now the store's time
 * @param budget what may still go wrong
 */
record ExploredState(
    StoreContents contents, List<Stand> stands, List<Late> late, Instant now, Budget budget) {

  /** How long a plan is open, how long a delete may be under way, and how far clocks leap. */
  static final Duration TICK = Duration.ofMinutes(5);

  /**
   * What may still go wrong.
   *
   * @param faults calls that have no answer
   * @param crashes processes that are killed
   * @param switches times that a process is left for another one though it could go on
   * @param running the process that had the last step
   */
  record Budget(int faults, int crashes, int switches, int running) {

    Budget withoutFault() {
      return new Budget(faults - 1, crashes, switches, running);
    }
  }

  /**
   * Where a process stands.
   *
   * @param point its point; empty when it is over
   * @param wakeAt until when it sleeps
   * @param hasDone whether it is over and has done what it was to do
   */
  record Stand(Optional<ProcessPoint> point, Instant wakeAt, boolean hasDone) {

    static final Stand CRASHED = new Stand(Optional.empty(), Instant.MIN, false);

    static Stand at(ProcessPoint point, Instant now) {
      Optional<ExploredCall> call = point.call();
      if (call.isEmpty()) {
        return new Stand(Optional.empty(), Instant.MIN, point.failure().isEmpty());
      }
      boolean sleeps = call.get() instanceof ExploredCall.Sleep sleep && !sleep.time().isZero();
      return new Stand(Optional.of(point), sleeps ? now.plus(TICK) : Instant.MIN, false);
    }

    Optional<ExploredCall> call() {
      return point.flatMap(ProcessPoint::call);
    }

    boolean isLive() {
      return point.isPresent();
    }

    /** Returns whether it sleeps, or its plan has begun and is not put. */
    boolean isTimed() {
      return call().filter(Stand::isTimed).isPresent();
    }

    private static boolean isTimed(ExploredCall call) {
      return call instanceof ExploredCall.Sleep
          || call.changed().stream().anyMatch(key -> key.value().endsWith("/plan.json"));
    }
  }

  /**
   * A request without an answer.
   *
   * @param call what it does when it arrives
   * @param until when it can arrive no more
   */
  record Late(ExploredCall call, Instant until) {

    Collection<AssetKey> changed() {
      return call.changed();
    }
  }

  ExploredState {
    stands = List.copyOf(stands);
    late = List.copyOf(late);
  }

  boolean isAwake(int process) {
    Stand stand = stands.get(process);
    return stand.isLive() && !stand.wakeAt().isAfter(now);
  }

  /** Lets a process stand elsewhere. */
  ExploredState with(int process, Stand stand, StoreContents changed, Budget left) {
    List<Stand> others = new ArrayList<>(stands);
    others.set(process, stand);
    return new ExploredState(changed, others, late, now, left);
  }

  ExploredState withLate(Late request) {
    List<Late> more = new ArrayList<>(late);
    more.add(request);
    return new ExploredState(contents, stands, more, now, budget);
  }

  /** Lets a late request take effect. */
  ExploredState landed(int which, Instant putAt) {
    List<Late> rest = new ArrayList<>(late);
    StoreContents changed = rest.remove(which).call().apply(contents, putAt).contents();
    return new ExploredState(changed, stands, rest, now, budget);
  }

  /** Lets time go by; what can arrive no more never does. */
  ExploredState later() {
    Instant then = now.plus(TICK);
    List<Late> rest = late.stream().filter(request -> request.until().isAfter(then)).toList();
    return new ExploredState(contents, stands, rest, then, budget);
  }
}
