package io.passthrough.core.prune;

import io.passthrough.core.prune.ExploredCall.Answer;
import io.passthrough.core.prune.ExploredFacts.Facts;
import io.passthrough.core.prune.ExploredState.Budget;
import io.passthrough.core.prune.ExploredState.Late;
import io.passthrough.core.prune.ExploredState.Stand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An explicit-state check of real processes over one store: every order of their calls, breadth
 * first, with states merged by what the store holds and where the processes stand. A call that
 * cannot matter to any other process is no branch.
 */
final class Exploration {

  private static final Duration LONGEST_WAIT = ExploredState.TICK.multipliedBy(8);

  private final Setup setup;
  private final ExploredFacts facts;
  private final Map<ExploredState, Integer> numbers = new HashMap<>();
  private final List<Step> steps = new ArrayList<>();
  private final SharedKeys shared = new SharedKeys();
  private Optional<String> fault = Optional.empty();

  /**
   * What is explored.
   *
   * @param begin the state before all
   * @param end when time stops to pass, but for those who wait
   * @param underWay how long a request may be under way
   * @param isTimed whether it is told when an object was put; without, more states are the same
   * @param pins the releases that are pinned when a process is over, by its number
   * @param mostStates how many states are looked at
   */
  record Setup(
      ExploredState begin,
      Instant end,
      Duration underWay,
      boolean isTimed,
      Map<Integer, String> pins,
      int mostStates) {

    Instant putAt(Instant now) {
      return isTimed ? now : begin.now();
    }
  }

  /**
   * What was found.
   *
   * @param states how many states there are
   * @param steps how many steps lead from one to another
   * @param isWhole whether all were looked at
   * @param fault a bad state, and how it is reached
   */
  record Result(int states, long steps, boolean isWhole, Optional<String> fault) {}

  private record Step(ExploredState state, int before, Event event) {}

  /**
   * What leads to a state.
   *
   * @param what in words
   * @param call the call that is answered, if it is one
   * @param answer its answer
   */
  private record Event(String what, Optional<ExploredCall> call, Object answer) {

    static Event of(String what) {
      return new Event(what, Optional.empty(), "");
    }

    @Override
    public String toString() {
      String told = answer instanceof List<?> list ? list.size() + " entries" : answer.toString();
      return call.map(it -> what + ": " + it + " " + told).orElse(what);
    }
  }

  Exploration(Setup setup, ExploredFacts facts) {
    this.setup = setup;
    this.facts = facts;
  }

  Result run() {
    long taken;
    do {
      shared.settle();
      numbers.clear();
      steps.clear();
      reach(setup.begin(), -1, Event.of("begin"));
      taken = 0;
      for (int i = 0; i < steps.size() && !isOver(); i++) {
        taken += expand(i);
      }
    } while (shared.hasGrown() && !isOver());
    boolean isWhole = steps.size() < setup.mostStates();
    return new Result(steps.size(), taken, isWhole, fault);
  }

  private boolean isOver() {
    return fault.isPresent() || steps.size() >= setup.mostStates();
  }

  private void reach(ExploredState state, int before, Event event) {
    if (numbers.putIfAbsent(state, steps.size()) != null) {
      return;
    }
    steps.add(new Step(state, before, event));
    List<String> faults = facts.of(state.contents()).faults();
    if (!faults.isEmpty()) {
      bad(faults.get(0));
    }
    setup
        .pins()
        .forEach(
            (process, release) -> {
              if (state.stands().get(process).hasDone()) {
                facts.lacking(state.contents(), release, "pinned").stream()
                    .findFirst()
                    .ifPresent(this::bad);
              }
            });
  }

  /** Takes note of the state that was reached last. */
  private void bad(String what) {
    if (fault.isPresent()) {
      return;
    }
    List<String> path = new ArrayList<>();
    for (int i = steps.size() - 1; i >= 0; i = steps.get(i).before()) {
      path.add(steps.get(i).event().toString());
    }
    Collections.reverse(path);
    fault = Optional.of(what + "\n  " + String.join("\n  ", path));
  }

  private int expand(int number) {
    ExploredState state = steps.get(number).state();
    Moves moves = new Moves(number, state);
    Optional<Integer> alone = shared.alone(state);
    if (alone.isPresent()) {
      moves.run(alone.get());
      return moves.count;
    }
    Optional<Integer> looks = mayPass(state) ? Optional.empty() : looks(state);
    if (looks.isPresent()) {
      moves.run(looks.get());
    } else {
      for (int i = 0; i < state.stands().size(); i++) {
        moves.process(i);
      }
      moves.land();
    }
    moves.later();
    return moves.count;
  }

  /** Returns whether time passes yet though somebody could go on. */
  private boolean mayPass(ExploredState state) {
    return state.now().isBefore(setup.end());
  }

  /** A look at the clock is no branch where time cannot pass before it. */
  private static Optional<Integer> looks(ExploredState state) {
    for (int i = 0; i < state.stands().size(); i++) {
      if (state.stands().get(i).call().filter(ExploredCall.Look.class::isInstance).isPresent()) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  /** The ways on from one state. */
  private final class Moves {
    private final int number;
    private final ExploredState state;
    private int count;

    Moves(int number, ExploredState state) {
      this.number = number;
      this.state = state;
    }

    void process(int process) {
      Stand stand = state.stands().get(process);
      if (!stand.isLive()) {
        return;
      }
      if (state.budget().crashes() > 0) {
        Budget old = state.budget();
        Budget left = new Budget(old.faults(), old.crashes() - 1, old.switches(), old.running());
        reach(
            state.with(process, Stand.CRASHED, state.contents(), left),
            Event.of("process " + process + " is killed"));
      }
      ExploredCall call = stand.call().orElseThrow();
      if (state.isAwake(process) && (call instanceof ExploredCall.Look || canRun(process))) {
        run(process);
        faults(process, call);
      }
    }

    private boolean canRun(int process) {
      return isSame(process) || state.budget().switches() > 0;
    }

    private boolean isSame(int process) {
      int running = state.budget().running();
      return running < 0 || running == process || !state.isAwake(running);
    }

    private Budget after(int process) {
      Budget old = state.budget();
      int cost = isSame(process) ? 0 : 1;
      return old.switches() == Integer.MAX_VALUE
          ? old
          : new Budget(old.faults(), old.crashes(), old.switches() - cost, process);
    }

    void run(int process) {
      ExploredCall call = state.stands().get(process).call().orElseThrow();
      if (call instanceof ExploredCall.Delete && isTooLate(process, call)) {
        told(process, Answer.REFUSED, state.contents(), after(process));
        return;
      }
      Instant at = call instanceof ExploredCall.Look ? state.now() : setup.putAt(state.now());
      ExploredCall.Effect effect = call.apply(state.contents(), at);
      Budget left =
          call instanceof ExploredCall.Look || shared.isAlone(state, process)
              ? state.budget()
              : after(process);
      told(process, effect.answer(), effect.contents(), left);
    }

    /** A delete takes effect within a time after the look at the clock before it, or never. */
    private boolean isTooLate(int process, ExploredCall call) {
      return call.changed().stream().noneMatch(key -> key.value().contains("/plans/"))
          && !dueAt(process).isAfter(state.now());
    }

    private Instant dueAt(int process) {
      return state
          .stands()
          .get(process)
          .point()
          .flatMap(ProcessPoint::look)
          .orElse(state.now())
          .plus(setup.underWay());
    }

    private void told(int process, Object answer, StoreContents contents, Budget left) {
      ExploredState next = tell(process, answer, contents, left);
      reach(next, new Event("process " + process, call(process), answer));
    }

    private ExploredState tell(int process, Object answer, StoreContents contents, Budget left) {
      ProcessPoint point = state.stands().get(process).point().orElseThrow().next(answer);
      shared.add(process, point);
      if (point.isBroken()) {
        throw new AssertionError("a process breaks", point.failure().orElseThrow());
      }
      return state.with(process, Stand.at(point, state.now()), contents, left);
    }

    private Optional<ExploredCall> call(int process) {
      return state.stands().get(process).call();
    }

    /** Answers that are lost, of calls that took effect, or do so later, or never. */
    private void faults(int process, ExploredCall call) {
      if (state.budget().faults() == 0 || call.changed().isEmpty()) {
        return;
      }
      Budget left = after(process).withoutFault();
      boolean isInTime = !(call instanceof ExploredCall.Delete) || !isTooLate(process, call);
      if (isInTime) {
        ExploredCall.Effect effect = call.apply(state.contents(), setup.putAt(state.now()));
        told(process, Answer.LOST, effect.contents(), left);
        ExploredState lost = tell(process, Answer.LOST, state.contents(), left);
        Instant until =
            call instanceof ExploredCall.Put ? state.now().plus(setup.underWay()) : dueAt(process);
        Event event = new Event("process " + process, Optional.of(call), "is under way");
        reach(lost.withLate(new Late(call, until)), event);
      } else {
        told(process, Answer.LOST, state.contents(), left);
      }
    }

    void land() {
      for (int i = 0; i < state.late().size(); i++) {
        Late late = state.late().get(i);
        Event event = new Event("late", Optional.of(late.call()), "takes effect");
        reach(state.landed(i, setup.putAt(state.now())), event);
      }
    }

    void later() {
      boolean isLive = state.stands().stream().anyMatch(Stand::isLive);
      boolean allWait = IntStream.range(0, state.stands().size()).noneMatch(state::isAwake);
      if (isLive && (allWait || (matters() && mayPass(state)))) {
        if (state.now().isAfter(setup.end().plus(LONGEST_WAIT))) {
          bad(number, "waits for ever");
          return;
        }
        reach(state.later(), Event.of("time passes"));
      }
    }

    /** Time that passes while no plan is open and nobody sleeps is as good as none. */
    private boolean matters() {
      return setup.isTimed()
          || facts.of(state.contents()).hasOpenPlan()
          || state.stands().stream().anyMatch(Stand::isTimed);
    }

    private void bad(int at, String what) {
      steps.add(steps.get(at));
      Exploration.this.bad(what);
    }

    private void reach(ExploredState next, Event event) {
      count++;
      requireKept(state, next);
      Exploration.this.reach(next, number, event);
    }
  }

  /** What is deleted is never what makes a release current, pinned or READY. */
  private void requireKept(ExploredState before, ExploredState after) {
    if (before.contents().size() <= after.contents().size() || fault.isPresent()) {
      return;
    }
    Facts old = facts.of(before.contents());
    Facts now = facts.of(after.contents());
    if (!old.current().equals(now.current())) {
      fault = Optional.of("current was " + old.current() + " and is " + now.current());
    } else if (!now.ready().containsAll(old.ready())) {
      fault = Optional.of("READY was " + old.ready() + " and is " + now.ready());
    }
  }
}
