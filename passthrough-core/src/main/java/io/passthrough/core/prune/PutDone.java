package io.passthrough.core.prune;

import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.attempt.PipelineContext;
import io.passthrough.core.prune.PruneRun.OwnPlan;
import io.passthrough.core.record.Done;
import java.util.Comparator;
import java.util.List;

/**
 * g5: puts {@code done}, when every delete that was sent has an answer or can no longer take
 * effect: whoever waits for the plan may look at its keys then.
 */
final class PutDone implements PruneStep {

  @Override
  public void run(PruneRun run) {
    run.own().ifPresent(own -> put(run, own));
  }

  private static void put(PruneRun run, OwnPlan own) {
    Deletes deletes = own.deletes();
    if (!deletes.isAnswered()) {
      run.progress()
          .warn(
              "Waiting for "
                  + run.settle().toSeconds()
                  + " s, as the store did not answer a delete, which may take effect until then");
    }
    deletes.settle(run.settle());
    Done done = Done.of(PipelineContext.hostName(), thinned(run));
    var unused = run.context().records().putIfAbsent(own.name().done(), done, run.context().now());
    deletes
        .failure()
        .ifPresent(
            failure -> {
              throw failure;
            });
    if (deletes.isLate()) {
      run.progress()
          .warn("Some is left, as the time of one prune was over; the next one goes on with it");
    }
  }

  private static List<ReleaseName> thinned(PruneRun run) {
    return run.verdict().thinned().stream()
        .sorted(Comparator.comparing(ReleaseName::value))
        .toList();
  }

  /** Ends a plan by which nothing more is deleted, as a step after it has failed. */
  static void end(PruneRun run) {
    run.own()
        .filter(own -> own.deletes().isAnswered())
        .map(own -> own.name().done())
        .ifPresent(
            name -> {
              Done done = Done.of(PipelineContext.hostName(), List.of());
              var unused = run.context().records().putIfAbsent(name, done, run.context().now());
            });
  }
}
