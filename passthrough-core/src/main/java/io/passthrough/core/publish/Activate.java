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
import io.passthrough.core.attempt.PutActivation;
import io.passthrough.core.attempt.Run;
import io.passthrough.core.objects.RecordedContents;
import io.passthrough.core.record.Action;
import io.passthrough.core.record.Activation;
import io.passthrough.core.record.ActivationLog;
import io.passthrough.core.record.ManifestName;
import io.passthrough.core.scan.ScannedRelease;
import io.passthrough.core.snapshot.RecordSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Makes a release the current one of an environment, forward or back. */
final class Activate {

  private final PipelineContext context;
  private final EnvironmentName environment;
  private final Progress progress;
  private final Optional<ScannedRelease> build;

  Activate(
      PipelineContext context,
      EnvironmentName environment,
      PipelineListener listener,
      Optional<ScannedRelease> build) {
    this.context = context;
    this.environment = environment;
    this.progress = new Progress(listener);
    this.build = build;
  }

  /** Returns the number of what is current, 0 when nothing is. */
  long current() {
    RecordSnapshot snapshot = snapshot();
    ActivationLog log = snapshot.log(environment);
    snapshot.requireKnown(environment, log::decidesCurrent);
    return log.highest();
  }

  /** Activates, whatever other runs do meanwhile: the last one wins. */
  ActivationResult activate(ReleaseName release) {
    return activate(release, false, log -> {});
  }

  /**
   * Activates unless something else became current.
   *
   * @param release the release
   * @param since the number of what was current when the command began; empty for now
   */
  ActivationResult activateUnlessChanged(ReleaseName release, OptionalLong since) {
    return activate(release, true, log -> requireUnchanged(log, release, since));
  }

  private void requireUnchanged(ActivationLog log, ReleaseName release, OptionalLong since) {
    log.current()
        .filter(current -> since.isPresent() && current.number() != since.getAsLong())
        .ifPresent(
            current -> {
              throw PutActivation.changed(
                  Action.ACTIVATE.cannot(release), environment, current.release());
            });
  }

  private ActivationResult activate(
      ReleaseName release, boolean isExclusive, Consumer<ActivationLog> check) {
    RecordSnapshot snapshot = snapshot();
    ActivationLog log = snapshot.log(environment);
    snapshot.requireKnown(environment, log::decidesCurrent);
    Optional<Activation> current = log.current();
    if (current.filter(activation -> activation.release().equals(release)).isPresent()) {
      return result(current.get());
    }
    check.accept(log);
    return run(release, Action.ACTIVATE, snapshot, isExclusive);
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
    return run(before, Action.ROLLBACK, snapshot, false);
  }

  /** Ends the environment: nothing is current in it any more. */
  ActivationResult deactivate() {
    RecordSnapshot snapshot = snapshot();
    ActivationLog log = snapshot.log(environment);
    snapshot.requireKnown(environment, log::decidesCurrent);
    ReleaseName current = log.current().map(Activation::release).orElseThrow(this::isNone);
    ReleaseManifest manifest = context.records().read(new ManifestName(current));
    Run run =
        new Run(
            context,
            Action.DEACTIVATE,
            manifest,
            List.of(),
            RecordedContents.wantedBy(manifest),
            progress,
            Optional.empty());
    Attempt attempted = AttemptRunner.deactivate(environment, snapshot).run(run);
    context.afterCommit(run, snapshot);
    return result(attempted.root().orElseThrow());
  }

  private PassthroughException isNone() {
    return new PassthroughException(
        Kind.INPUT,
        "Cannot deactivate: no release is active in environment '" + environment + "'",
        "name an environment that 'releases' shows");
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

  private ActivationResult run(
      ReleaseName release, Action action, RecordSnapshot snapshot, boolean isExclusive) {
    Run run = new WholeRelease(context, progress, build).run(release, action, snapshot);
    Attempt attempted = AttemptRunner.activate(environment, snapshot, isExclusive).run(run);
    context.afterCommit(run, snapshot);
    return result(attempted.root().orElseThrow());
  }

  private ActivationResult result(Activation activation) {
    return new ActivationResult(
        activation.release(), environment, activation.previous(), activation.number());
  }
}
