package io.passthrough.core.prune;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PipelineListener;
import io.passthrough.core.publish.Builds;
import io.passthrough.core.publish.Pipeline;
import io.passthrough.core.store.AssetStores;
import io.passthrough.core.store.MemoryStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * A run of several processes over one store in memory, in an order that a seed decides. Every call
 * to the store is a point at which another process may go on; calls fail, their answers are lost,
 * processes are killed or suspended, and deletes take effect late. After each step every release
 * that is READY, current or pinned must be whole.
 */
final class Simulation {

  static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");

  private static final int MOST_STEPS = 3_000;
  private static final Duration SETTLE = Duration.ofMinutes(15);

  private final Random random;
  private final Weakness weakness;
  private final Semaphore parked = new Semaphore(0);
  private final List<SimulatedProcess> processes = new ArrayList<>();
  private final List<LateDelete> late = new ArrayList<>();
  private Instant now = BEGIN;
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final MemoryStore memory = new MemoryStore(clock);
  private final SimulatedWorld world = new SimulatedWorld(memory, clock);
  private int steps;

  /** What is weaker than the protocol. */
  record Weakness(UnaryOperator<List<PruneStep>> steps, boolean isBlind, Duration settle) {
    static final Weakness NONE = new Weakness(steps -> steps, false, SETTLE);
  }

  private record LateDelete(Collection<AssetKey> keys, Instant due) {}

  Simulation(long seed, Weakness weakness) {
    this.random = new Random(seed);
    this.weakness = weakness;
  }

  Instant now() {
    return now;
  }

  Clock clock() {
    return clock;
  }

  MemoryStore memory() {
    return memory;
  }

  SimulatedWorld world() {
    return world;
  }

  void parked() {
    parked.release();
  }

  void deleteLate(Collection<AssetKey> keys, Instant sent) {
    late.add(new LateDelete(keys, sent.plus(part(SETTLE))));
  }

  private Duration part(Duration whole) {
    return Duration.ofMillis((long) (random.nextDouble() * whole.toMillis()));
  }

  /** Runs it; returns the first thing that is wrong, with the step at which it is. */
  Optional<String> run() {
    history();
    int count = 2 + random.nextInt(3);
    begin("prune", this::prune);
    for (int i = 1; i < count; i++) {
      begin("process " + i, work());
    }
    while (processes.stream().anyMatch(process -> !process.isOver())) {
      if (++steps > MOST_STEPS) {
        return Optional.of("no end after " + steps + " steps");
      }
      step();
      List<String> faults = world.faults();
      if (!faults.isEmpty()) {
        return Optional.of("step " + steps + ": " + faults.get(0));
      }
    }
    return Optional.empty();
  }

  private void history() {
    SimulatedProcess first = new SimulatedProcess(this, "history", Duration.ZERO);
    first.start(
        () -> {
          Pipeline pipeline = pipeline(first);
          for (String release : List.of("a", "b", "c")) {
            publish(pipeline, release);
            pipeline.activate(ReleaseName.of(release), EnvironmentName.DEFAULT);
          }
        });
    while (!first.isOver()) {
      first.step(SimulatedProcess.Fate.DONE);
      parked.acquireUninterruptibly();
    }
    now = now.plus(Duration.ofDays(3));
  }

  private void begin(String name, BiFunction<SimulatedProcess, Pipeline, Runnable> work) {
    Duration skew = Duration.ofMinutes(random.nextInt(3) * 60L - 60);
    SimulatedProcess process = new SimulatedProcess(this, name, skew);
    processes.add(process);
    process.start(work.apply(process, pipeline(process)));
  }

  private Pipeline pipeline(SimulatedProcess process) {
    return new Pipeline(AssetStores.guarded(process), 1, PipelineListener.NONE, process);
  }

  private BiFunction<SimulatedProcess, Pipeline, Runnable> work() {
    EnvironmentName environment = EnvironmentName.DEFAULT;
    String release = List.of("a", "b").get(random.nextInt(2));
    return switch (random.nextInt(6)) {
      case 0 -> (process, pipeline) -> () -> publish(pipeline, release);
      case 1 -> (process, pipeline) -> () -> publish(pipeline, "d");
      case 2 ->
          (process, pipeline) -> () -> pipeline.activate(ReleaseName.of(release), environment);
      case 3 -> (process, pipeline) -> () -> pipeline.rollback(environment);
      case 4 ->
          (process, pipeline) ->
              () -> pipeline.pin(ReleaseName.of(release), Optional.empty(), Optional.empty());
      default -> this::prune;
    };
  }

  private Runnable prune(SimulatedProcess process, Pipeline pipeline) {
    return () -> {
      Pruner pruner =
          new Pruner(AssetStores.guarded(process), 1, PipelineListener.NONE, process)
              .with(weakness.steps().apply(Pruner.STEPS));
      pruner.prune(PrunedShop.settling(weakness.settle()), true);
    };
  }

  /** Releases share a file two by two, so that one that goes holds what one that comes needs. */
  private void publish(Pipeline pipeline, String release) {
    String shared = "abc".contains(release) ? "js/abc.0a1b2c3d.js" : "js/bd.0a1b2c3d.js";
    String own = PrunedShop.own("d".equals(release) ? "a" : release);
    Map<String, String> files = Map.of(own, own, shared, shared);
    world.release(release, files, "page " + release);
    Builds build = Builds.build().mutable("index.html", "page " + release);
    files.forEach(build::fingerprinted);
    pipeline.publish(build.scanned(), Optional.of(ReleaseName.of(release)));
  }

  private void step() {
    List<SimulatedProcess> awake =
        processes.stream()
            .filter(process -> !process.isOver() && !process.wakeAt().isAfter(now))
            .toList();
    if (awake.isEmpty()) {
      pass(Duration.ofSeconds(1).plus(untilNext()));
      return;
    }
    pass(Duration.ofMillis(random.nextInt(200)));
    SimulatedProcess process = awake.get(random.nextInt(awake.size()));
    if (random.nextInt(150) == 0) {
      process.suspend(part(Duration.ofMinutes(40)));
      return;
    }
    process.step(fate());
    parked.acquireUninterruptibly();
  }

  private Duration untilNext() {
    return processes.stream()
        .filter(process -> !process.isOver())
        .map(SimulatedProcess::wakeAt)
        .min(Instant::compareTo)
        .map(at -> Duration.between(now, at))
        .orElse(Duration.ZERO);
  }

  private SimulatedProcess.Fate fate() {
    return switch (random.nextInt(60)) {
      case 0 -> SimulatedProcess.Fate.CRASH_BEFORE;
      case 1 -> SimulatedProcess.Fate.CRASH_AFTER;
      case 2, 3 -> SimulatedProcess.Fate.LOST;
      case 4, 5, 6, 7, 8, 9 -> SimulatedProcess.Fate.LATE;
      default -> SimulatedProcess.Fate.DONE;
    };
  }

  /** Lets time go by; what is due takes effect. */
  private void pass(Duration time) {
    now = now.plus(time);
    late.removeIf(
        each -> {
          boolean isDue = !each.due().isAfter(now);
          if (isDue) {
            memory.delete(each.keys());
          }
          return isDue;
        });
  }

  /** Returns whether attempts do not see plans. */
  boolean isBlind() {
    return weakness.isBlind();
  }
}
