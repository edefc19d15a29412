package io.passthrough.core.deploy;

import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.prune.PruneResult;
import io.passthrough.core.publish.ActivationResult;
import io.passthrough.core.publish.PublishResult;
import io.passthrough.core.verify.VerifyResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps what the steps of a deployment have found, for the steps after them. */
final class DeployRun {

  private final List<TakenStep> taken = new ArrayList<>();
  private Optional<PublishResult> published = Optional.empty();
  private Optional<VerifyResult> verified = Optional.empty();
  private Optional<ActivationResult> activated = Optional.empty();
  private Optional<PruneResult> pruned = Optional.empty();

  void taken(TakenStep step) {
    taken.add(step);
  }

  TakenStep last() {
    return taken.get(taken.size() - 1);
  }

  void published(PublishResult result) {
    published = Optional.of(result);
  }

  void verified(VerifyResult result) {
    verified = Optional.of(result);
  }

  void activated(ActivationResult result) {
    activated = Optional.of(result);
  }

  void pruned(PruneResult result) {
    pruned = Optional.of(result);
  }

  /** Returns what the first step has published, for those that need it. */
  ReleaseName release() {
    return published
        .orElseThrow(() -> new IllegalStateException("Nothing is published yet"))
        .release();
  }

  DeployResult result() {
    return new DeployResult(taken, published, verified, activated, pruned);
  }
}
