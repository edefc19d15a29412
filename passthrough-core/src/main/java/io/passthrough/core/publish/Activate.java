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
    if (log.current().isEmpty()) {
      throw new PassthroughException(
          Kind.INPUT,
          "Cannot roll back: no release is active in environment '" + environment + "'",
          "activate a release, or name another environment");
    }
    ReleaseName release =
        log.beforeCurrent()
            .orElseThrow(
                () ->
                    new PassthroughException(
                        Kind.INPUT,
                        "Cannot roll back: no release was active in environment '"
                            + environment
                            + "' before '"
                            + log.current().orElseThrow().release()
                            + "'",
                        "activate the release that you want"));
    return run(release, Action.ROLLBACK, ledger);
  }

  private ActivationResult run(ReleaseName release, Action action, Ledger ledger) {
    ReleaseManifest manifest = readyManifest(release, action, ledger);
    List<Target> targets = Targets.of(manifest);
    Attempt attempt =
        Attempts.activate(environment)
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

  private ReleaseManifest readyManifest(ReleaseName release, Action action, Ledger ledger) {
    if (!ledger.isReady(release)) {
      boolean known = ledger.manifest(release).isPresent();
      throw new PassthroughException(
          Kind.INPUT,
          "Cannot "
              + action.word()
              + ": "
              + (known ? "release '" + release + "' is not READY" : "no release '" + release + "'"),
          known ? "publish it again" : "publish it, or see the names with 'releases'");
    }
    return ledger
        .manifest(release)
        .orElseThrow(
            () ->
                new PassthroughException(
                    Kind.INCOMPLETE,
                    "Cannot " + action.word() + " release '" + release + "': its manifest is gone",
                    "publish it again"));
  }

  private ActivationResult result(Activation activation) {
    return new ActivationResult(
        activation.release(), environment, activation.previous(), activation.number());
  }
}
