package io.passthrough.core.prune;

import io.passthrough.core.record.OpenName;
import io.passthrough.core.record.Outcome;
import io.passthrough.core.record.OutcomeName;
import io.passthrough.core.record.RecordStore;
import io.passthrough.core.snapshot.RecordNames.OfRelease;
import java.time.Instant;

/**
 * g0: gives up the attempts that are open for too long, and those that have lost their manifest: a
 * run that is alive after all starts over. One that became READY stays READY.
 */
final class AbandonAttempts implements PruneStep {

  @Override
  public void run(PruneRun run) {
    Instant since = run.now().minus(run.rules().config().timing().abandonAfter());
    run.roots().releases().forEach(release -> abandon(run, release, since));
  }

  private static void abandon(PruneRun run, OfRelease release, Instant since) {
    for (OpenName open : Roots.open(release)) {
      if (!release.hasManifest() || run.roots().putAt(open).isBefore(since)) {
        abandon(run, open);
      }
    }
  }

  static void abandon(PruneRun run, OpenName open) {
    RecordStore records = run.context().records();
    Instant at = run.context().now();
    OutcomeName outcome = new OutcomeName(open.release(), open.attempt());
    var unused = records.putIfAbsent(outcome, Outcome.abandoned(at), at);
  }
}
