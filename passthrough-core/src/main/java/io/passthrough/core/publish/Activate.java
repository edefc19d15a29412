package io.passthrough.core.publish;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.PipelineListener;
import io.passthrough.core.attempt.Attempt;
import io.passthrough.core.attempt.AttemptRunner;
import io.passthrough.core.attempt.PipelineContext;
import io.passthrough.core.attempt.Progress;
import io.passthrough.core.attempt.Run;
import io.passthrough.core.objects.RecordedContents;
import io.passthrough.core.objects.RequiredObjects;
import io.passthrough.core.record.Action;
import io.passthrough.core.record.Activation;
import io.passthrough.core.record.ActivationLog;
import io.passthrough.core.record.AttemptId;
import io.passthrough.core.record.ManifestName;
import io.passthrough.core.record.Outcome;
import io.passthrough.core.record.OutcomeName;
import io.passthrough.core.snapshot.RecordSnapshot;
import io.passthrough.core.snapshot.ReleaseRecords;
import java.util.List;
import java.util.Optional;

/** Makes a release the current one of an environment, forward or back. */
final class Activate {

  private final PipelineContext context;
  private final EnvironmentName environment;
  private final Progress progress;

  Activate(PipelineContext context, EnvironmentName environment, PipelineListener listener) {
    this.context = context;
    this.environment = environment;
    this.progress = new Progress(listener);
  }

  ActivationResult activate(ReleaseName release) {
    RecordSnapshot snapshot = snapshot();
    ActivationLog log = snapshot.log(environment);
    snapshot.requireKnown(environment, log::decidesCurrent);
    Optional<Activation> current = log.current();
    if (current.filter(activation -> activation.release().equals(release)).isPresent()) {
      return result(current.get());
    }
    return run(release, Action.ACTIVATE, snapshot);
  }

  ActivationResult rollback() {
    RecordSnapshot snapshot = snapshot();
    ActivationLog log = snapshot.log(environment);
    snapshot.requireKnown(environment, log::decidesRollback);
    ReleaseName current =
        log.current()
            .map(Activation::release)
            .orElseThrow(
                () -> nowhere("no release is active in environment '" + environment + "'"));
    ReleaseName before =
        log.beforeCurrent()
            .orElseThrow(
                () ->
                    nowhere(
                        "no release was active in environment '"
                            + environment
                            + "' before '"
                            + current
                            + "'"));
    return run(before, Action.ROLLBACK, snapshot);
  }

  private RecordSnapshot snapshot() {
    RecordSnapshot snapshot =
        context.snapshot().readActivations(environment).requireReadable(environment);
    snapshot.warnings().forEach(progress::warn);
    return snapshot;
  }

  private static PassthroughException nowhere(String reason) {
    return new PassthroughException(
        Kind.INPUT, "Cannot roll back: " + reason, "activate the release that you want");
  }

  private ActivationResult run(ReleaseName release, Action action, RecordSnapshot snapshot) {
    PipelineContext.requireNotForgotten(snapshot, release, action);
    snapshot.readOutcomes(release).requireReadable(release);
    AttemptId attempt = newestReady(release, action, snapshot);
    ReleaseManifest manifest = context.records().read(new ManifestName(release));
    RecordedContents recorded = RecordedContents.wantedBy(manifest);
    Outcome outcome = context.records().read(new OutcomeName(release, attempt));
    recorded.visit(manifest, List.of(outcome));
    Run run =
        new Run(
            context,
            action,
            manifest,
            RequiredObjects.of(manifest),
            recorded,
            progress,
            Optional.empty());
    Attempt attempted = AttemptRunner.activate(environment, snapshot).run(run);
    context.afterCommit(run, snapshot);
    return result(attempted.root().orElseThrow());
  }

  private static AttemptId newestReady(
      ReleaseName release, Action action, RecordSnapshot snapshot) {
    Optional<ReleaseRecords> records = snapshot.release(release);
    return records
        .flatMap(ReleaseRecords::newestReady)
        .orElseThrow(
            () ->
                new PassthroughException(
                    action == Action.ROLLBACK ? Kind.INCOMPLETE : Kind.INPUT,
                    action.cannot(release)
                        + (records.isPresent()
                            ? ": it is not READY"
                            : ": there is no such release"),
                    "publish it, or name one that 'releases' shows as READY"));
  }

  private ActivationResult result(Activation activation) {
    return new ActivationResult(
        activation.release(), environment, activation.previous(), activation.number());
  }
}
