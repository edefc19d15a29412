package io.passthrough.core.publish;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.record.Action;
import io.passthrough.core.record.Activation;
import io.passthrough.core.record.ActivationLog;
import io.passthrough.core.record.AttemptId;
import io.passthrough.core.record.Outcome;
import io.passthrough.core.record.RecordName.ManifestName;
import io.passthrough.core.record.RecordName.OutcomeName;
import java.util.List;
import java.util.Optional;

/** Makes a release the current one of an environment, forward or back. */
final class Activate {

  private final Engine engine;
  private final EnvironmentName environment;

  Activate(Engine engine, EnvironmentName environment) {
    this.engine = engine;
    this.environment = environment;
  }

  ActivationResult activate(ReleaseName release) {
    Ledger ledger = engine.ledger(ReleaseVisitor.NONE).requireReadable();
    Optional<Activation> current = ledger.log(environment).current();
    if (current.filter(activation -> activation.release().equals(release)).isPresent()) {
      return result(current.get());
    }
    return run(release, Action.ACTIVATE, ledger);
  }

  ActivationResult rollback() {
    Ledger ledger = engine.ledger(ReleaseVisitor.NONE).requireReadable();
    ActivationLog log = ledger.log(environment);
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
    return run(before, Action.ROLLBACK, ledger);
  }

  private static PassthroughException nowhere(String reason) {
    return new PassthroughException(
        Kind.INPUT, "Cannot roll back: " + reason, "activate the release that you want");
  }

  private ActivationResult run(ReleaseName release, Action action, Ledger ledger) {
    AttemptId attempt = newestReady(release, action, ledger);
    ReleaseManifest manifest = engine.records().manifest(new ManifestName(release));
    RecordedContents recorded = RecordedContents.wantedBy(manifest);
    Outcome outcome = engine.records().outcome(new OutcomeName(release, attempt));
    recorded.visit(manifest, List.of(outcome));
    Progress progress = new Progress(PipelineListener.NONE);
    Run run =
        new Run(
            engine, action, manifest, Targets.of(manifest), recorded, progress, Optional.empty());
    return result(Attempts.activate(environment, ledger).run(run).root().orElseThrow());
  }

  private static AttemptId newestReady(ReleaseName release, Action action, Ledger ledger) {
    Optional<ReleaseRecords> records = ledger.release(release);
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
