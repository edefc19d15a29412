package io.passthrough.core.publish;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.record.Action;
import io.passthrough.core.record.Activation;
import io.passthrough.core.record.ActivationLog;
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
    Ledger ledger = engine.ledger().requireReadable();
    Optional<Activation> current = ledger.log(environment).current();
    if (current.filter(activation -> activation.release().equals(release)).isPresent()) {
      return result(current.get());
    }
    return run(release, Action.ACTIVATE, ledger);
  }

  ActivationResult rollback() {
    Ledger ledger = engine.ledger().requireReadable();
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
    ReleaseManifest manifest = readyManifest(release, action, ledger);
    List<Target> targets = Targets.of(manifest);
    Attempt attempt =
        Attempts.activate(environment, ledger)
            .run(
                new Run(
                    engine,
                    action,
                    manifest,
                    targets,
                    RecordedContents.of(ledger, targets),
                    new Progress(PipelineListener.NONE),
                    Optional.empty()));
    return result(attempt.root().orElseThrow());
  }

  private static ReleaseManifest readyManifest(ReleaseName release, Action action, Ledger ledger) {
    Optional<ReleaseManifest> manifest = ledger.manifest(release);
    if (manifest.isPresent() && ledger.isReady(release)) {
      return manifest.get();
    }
    boolean wasActive = action == Action.ROLLBACK;
    throw new PassthroughException(
        wasActive ? Kind.INCOMPLETE : Kind.INPUT,
        action.cannot(release)
            + (manifest.isPresent() ? ": it is not READY" : ": there is no such release"),
        "publish it, or name one that 'releases' shows as READY");
  }

  private ActivationResult result(Activation activation) {
    return new ActivationResult(
        activation.release(), environment, activation.previous(), activation.number());
  }
}
