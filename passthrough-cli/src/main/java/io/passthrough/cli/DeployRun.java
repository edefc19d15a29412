package io.passthrough.cli;

import io.passthrough.cli.DeployStep.Ending;
import io.passthrough.cli.DeployStep.State;
import io.passthrough.core.prune.PruneResult;
import io.passthrough.core.publish.ActivationResult;
import io.passthrough.core.publish.PublishResult;
import io.passthrough.core.verify.VerifyResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes steps one after the other until one fails, and keeps what they found. */
final class DeployRun {

  private final Session session;
  private final List<Taken> taken = new ArrayList<>();
  private Optional<PublishResult> published = Optional.empty();
  private Optional<VerifyResult> verified = Optional.empty();
  private Optional<ActivationResult> activated = Optional.empty();
  private Optional<PruneResult> pruned = Optional.empty();

  /** A step and how it ended. */
  record Taken(String step, Ending ending, Duration duration) {

    State state() {
      return ending.state();
    }
  }

  DeployRun(Session session) {
    this.session = session;
  }

  /** Takes the steps in order. What a step throws goes through, after note is taken of it. */
  void take(List<DeployStep> steps) {
    for (DeployStep step : steps) {
      if (hasFailed()) {
        taken.add(
            new Taken(step.name(), Ending.skipped("a step before has failed"), Duration.ZERO));
      } else {
        session.notice("[" + (taken.size() + 1) + "/" + steps.size() + "] " + step.name());
        take(step);
      }
    }
  }

  private void take(DeployStep step) {
    long start = System.nanoTime();
    Ending ending = Ending.failed("it was interrupted");
    try {
      ending = step.run(this);
    } catch (RuntimeException e) {
      ending = Ending.failed(Failure.of(e).message());
      throw e;
    } finally {
      taken.add(new Taken(step.name(), ending, Duration.ofNanos(System.nanoTime() - start)));
    }
    if (ending.state() != State.DONE) {
      session.notice(
          "  " + step.name() + " " + Arguments.word(ending.state()) + ": " + ending.message());
    }
  }

  boolean hasFailed() {
    return taken.stream().anyMatch(each -> each.state() == State.FAILED);
  }

  List<Taken> taken() {
    return List.copyOf(taken);
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

  Optional<PublishResult> published() {
    return published;
  }

  /** Returns what the first step has found, for those that need it. */
  PublishResult requirePublished() {
    return published.orElseThrow(() -> new IllegalStateException("Nothing is published yet"));
  }

  Optional<VerifyResult> verified() {
    return verified;
  }

  Optional<ActivationResult> activated() {
    return activated;
  }

  Optional<PruneResult> pruned() {
    return pruned;
  }
}
