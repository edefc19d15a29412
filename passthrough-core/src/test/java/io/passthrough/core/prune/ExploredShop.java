package io.passthrough.core.prune;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.PipelineListener;
import io.passthrough.core.ProcessClock;
import io.passthrough.core.config.RetentionConfig;
import io.passthrough.core.config.RetentionConfig.Kept;
import io.passthrough.core.config.RetentionConfig.Timing;
import io.passthrough.core.prune.Exploration.Result;
import io.passthrough.core.prune.Exploration.Setup;
import io.passthrough.core.prune.ExploredState.Budget;
import io.passthrough.core.prune.ExploredState.Stand;
import io.passthrough.core.publish.Builds;
import io.passthrough.core.publish.Pipeline;
import io.passthrough.core.scan.ScannedRelease;
import io.passthrough.core.store.AssetStores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Processes over a store in which one release is current and another one, which was before it, is
 * contested: a prune ends it while others need it.
 */
final class ExploredShop {

  static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");

  private static final String OLD = "a";
  private static final String CURRENT = "b";

  private final Weakening weakening;
  private final Map<String, Map<AssetKey, Sha256>> needed = new HashMap<>();
  private final List<ProcessPoint> points = new ArrayList<>();
  private final Map<Integer, String> pins = new HashMap<>();
  private Budget budget = new Budget(0, 0, Integer.MAX_VALUE, -1);
  private Duration abandonAfter = Duration.ofDays(1);
  private Duration time = Duration.ZERO;
  private Duration underWay = ExploredState.TICK;
  private int mostStates = Integer.MAX_VALUE;

  /**
   * What is weaker than the protocol.
   *
   * @param steps the steps of a prune
   * @param prune the store of a prune
   * @param attempt the store of an attempt
   * @param clock the clocks of an attempt
   * @param settle how long a prune waits for a delete without an answer
   * @param countsAlways whether an activation counts whatever became of its attempt
   */
  record Weakening(
      UnaryOperator<List<PruneStep>> steps,
      UnaryOperator<AssetStore> prune,
      UnaryOperator<AssetStore> attempt,
      UnaryOperator<ProcessClock> clock,
      Duration settle,
      boolean countsAlways) {

    static final Weakening NONE =
        new Weakening(
            steps -> steps,
            store -> store,
            store -> store,
            clock -> clock,
            ExploredState.TICK,
            false);
  }

  ExploredShop(Weakening weakening) {
    this.weakening = weakening;
  }

  /** Sets how many calls have no answer, and how many processes are killed. */
  ExploredShop with(int faults, int crashes) {
    budget = new Budget(faults, crashes, budget.switches(), -1);
    return this;
  }

  /** Sets how often a process is left for another one though it could go on. */
  ExploredShop switching(int most) {
    budget = new Budget(budget.faults(), budget.crashes(), most, -1);
    return this;
  }

  /** Lets prunes give up attempts that were begun before the time last passed. */
  ExploredShop abandoning() {
    abandonAfter = Duration.ZERO;
    return this;
  }

  /** Sets how often time passes though somebody could go on. */
  ExploredShop ticking(int ticks) {
    time = ExploredState.TICK.multipliedBy(ticks);
    return this;
  }

  /** Sets how long a delete may be under way. */
  ExploredShop underWay(int ticks) {
    underWay = ExploredState.TICK.multipliedBy(ticks);
    return this;
  }

  ExploredShop most(int states) {
    mostStates = states;
    return this;
  }

  ExploredShop publish() {
    return attempt((pipeline, build) -> publish(pipeline, OLD, build));
  }

  ExploredShop activate() {
    return attempt(
        (pipeline, build) -> {
          var unused = pipeline.activate(ReleaseName.of(OLD), EnvironmentName.DEFAULT);
        });
  }

  ExploredShop activateFromBuild() {
    return attempt(
        (pipeline, build) -> {
          var unused =
              pipeline.activate(ReleaseName.of(OLD), EnvironmentName.DEFAULT, Optional.of(build));
        });
  }

  ExploredShop rollback() {
    return attempt(
        (pipeline, build) -> {
          var unused = pipeline.rollback(EnvironmentName.DEFAULT);
        });
  }

  ExploredShop pin() {
    pins.put(points.size(), OLD);
    return attempt(
        (pipeline, build) -> pipeline.pin(ReleaseName.of(OLD), Optional.empty(), Optional.empty()));
  }

  ExploredShop pinFromBuild() {
    pins.put(points.size(), OLD);
    return attempt(
        (pipeline, build) ->
            pipeline.pin(ReleaseName.of(OLD), Optional.empty(), Optional.of(build)));
  }

  ExploredShop prune() {
    return add(
        process -> {
          Pruner pruner =
              new Pruner(
                      AssetStores.guarded(weakening.prune().apply(process)),
                      1,
                      PipelineListener.NONE,
                      process)
                  .with(weakening.steps().apply(Pruner.STEPS));
          var unused = pruner.prune(config(), true);
        });
  }

  private boolean isTimed() {
    return abandonAfter.isZero();
  }

  private RetentionConfig config() {
    Kept kept = new Kept(1, Duration.ZERO, Duration.ZERO, 0, Optional.empty());
    Timing timing =
        new Timing(abandonAfter, Duration.ofHours(1), ExploredState.TICK, weakening.settle());
    return new RetentionConfig(kept, timing);
  }

  private ExploredShop attempt(BiConsumer<Pipeline, ScannedRelease> work) {
    return add(
        process -> {
          AssetStore store = AssetStores.guarded(weakening.attempt().apply(process));
          Pipeline pipeline =
              new Pipeline(store, 1, PipelineListener.NONE, weakening.clock().apply(process));
          work.accept(pipeline, build(OLD));
        });
  }

  private ExploredShop add(Consumer<ReplayedProcess> work) {
    int number = points.size();
    points.add(ProcessPoint.begin(new ProcessPoint.Work(number, BEGIN, isTimed(), work)));
    return this;
  }

  private static ScannedRelease build(String release) {
    return Builds.build().fingerprinted(PrunedShop.own(release), "own of " + release).scanned();
  }

  private static void publish(Pipeline pipeline, String release, ScannedRelease build) {
    var unused = pipeline.publish(build, Optional.of(ReleaseName.of(release)));
  }

  Result explore() {
    List<Stand> stands = points.stream().map(point -> Stand.at(point, BEGIN)).toList();
    ExploredState begin = new ExploredState(history(), stands, List.of(), BEGIN, budget);
    Setup setup = new Setup(begin, BEGIN.plus(time), underWay, isTimed(), pins, mostStates);
    return new Exploration(setup, new ExploredFacts(needed, weakening.countsAlways())).run();
  }

  /** Publishes and activates the releases, one after the other and long ago. */
  private StoreContents history() {
    Instant then = BEGIN.minus(Duration.ofDays(3));
    StoreContents contents = StoreContents.empty();
    for (String release : List.of(OLD, CURRENT)) {
      AssetKey own = AssetKey.of(PrunedShop.own(release));
      needed.put(release, Map.of(own, Sha256.of(Builds.bytes("own of " + release))));
      ProcessPoint point =
          ProcessPoint.begin(
              new ProcessPoint.Work(
                  100 + needed.size(), then, false, process -> deploy(process, release)));
      while (point.call().isPresent()) {
        ExploredCall.Effect effect = point.call().get().apply(contents, then);
        contents = effect.contents();
        point = point.next(effect.answer());
      }
      point
          .failure()
          .ifPresent(
              failure -> {
                throw failure;
              });
    }
    return contents;
  }

  private static void deploy(ReplayedProcess process, String release) {
    Pipeline pipeline =
        new Pipeline(AssetStores.guarded(process), 1, PipelineListener.NONE, process);
    publish(pipeline, release, build(release));
    var unused = pipeline.activate(ReleaseName.of(release), EnvironmentName.DEFAULT);
  }
}
