package io.passthrough.core.publish;

import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.attempt.OpenAttempt;
import io.passthrough.core.attempt.PipelineContext;
import io.passthrough.core.attempt.Progress;
import io.passthrough.core.attempt.Run;
import io.passthrough.core.objects.RecordedContents;
import io.passthrough.core.objects.RequiredObject;
import io.passthrough.core.objects.RequiredObjects;
import io.passthrough.core.record.Action;
import io.passthrough.core.record.AttemptId;
import io.passthrough.core.record.ManifestName;
import io.passthrough.core.record.Outcome;
import io.passthrough.core.record.OutcomeName;
import io.passthrough.core.scan.ScannedRelease;
import io.passthrough.core.snapshot.PrunedAttempts;
import io.passthrough.core.snapshot.RecordSnapshot;
import io.passthrough.core.snapshot.ReleaseRecords;
import java.util.List;
import java.util.Optional;

/**
 * A run that needs a release whole which was published before: what its records say, and the bytes
 * of its build where that is at hand, to put back what is missing.
 */
final class WholeRelease {

  private final PipelineContext context;
  private final Progress progress;
  private final Optional<ScannedRelease> build;

  WholeRelease(PipelineContext context, Progress progress, Optional<ScannedRelease> build) {
    this.context = context;
    this.progress = progress;
    this.build = build;
  }

  Run run(ReleaseName release, Action action, RecordSnapshot snapshot) {
    PipelineContext.requireNotForgotten(snapshot, release, action);
    snapshot.readOutcomes(release).requireReadable(release);
    AttemptId attempt = newestReady(release, action, snapshot);
    ReleaseManifest manifest = context.records().read(new ManifestName(release));
    RecordedContents recorded = RecordedContents.wantedBy(manifest);
    Outcome outcome = context.records().read(new OutcomeName(release, attempt));
    recorded.visit(manifest, List.of(outcome));
    List<RequiredObject> objects = objects(manifest);
    return new Run(context, action, manifest, objects, recorded, progress, Optional.empty());
  }

  private List<RequiredObject> objects(ReleaseManifest manifest) {
    build.ifPresent(
        it ->
            OpenAttempt.requireSameContent(it.manifest(Optional.of(manifest.release())), manifest));
    return build
        .map(it -> RequiredObjects.of(manifest, it))
        .orElseGet(() -> RequiredObjects.of(manifest));
  }

  private AttemptId newestReady(ReleaseName release, Action action, RecordSnapshot snapshot) {
    Optional<ReleaseRecords> records = snapshot.release(release);
    AttemptId attempt =
        records
            .flatMap(ReleaseRecords::newestReady)
            .orElseThrow(() -> notReady(release, action, records.isPresent()));
    if (build.isEmpty()) {
      requireNotPruned(records.get(), action);
    }
    return attempt;
  }

  private static PassthroughException notReady(
      ReleaseName release, Action action, boolean isThere) {
    return new PassthroughException(
        action == Action.ROLLBACK ? Kind.INCOMPLETE : Kind.INPUT,
        action.cannot(release) + (isThere ? ": it is not READY" : ": there is no such release"),
        "publish it, or name one that 'releases' shows as READY");
  }

  /** What a prune took is not offered; what somebody names may be whole after all. */
  private void requireNotPruned(ReleaseRecords release, Action action) {
    PrunedAttempts pruned = PrunedAttempts.read(context.records(), context.workers());
    boolean isThinned = pruned.isThinned(release);
    if (isThinned || (action == Action.ROLLBACK && pruned.mayLackFiles(release))) {
      throw new PassthroughException(
          Kind.INCOMPLETE,
          action.cannot(release.release())
              + (isThinned
                  ? ": a prune has left only versions of its assets"
                  : ": a prune has ended it, and may have deleted files of it"),
          "give its build with --from, which puts back what is missing, or activate a release that"
              + " 'releases' shows as READY");
    }
  }
}
