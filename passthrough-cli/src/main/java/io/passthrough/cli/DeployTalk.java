package io.passthrough.cli;

import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.build.Build;
import io.passthrough.core.deploy.DeployListener;
import io.passthrough.core.deploy.DeployResult;
import io.passthrough.core.deploy.DeployWords;
import io.passthrough.core.deploy.StepEnding.State;
import io.passthrough.core.deploy.TakenStep;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says how a deployment goes: the steps, their progress, and what should be known. */
final class DeployTalk implements DeployListener, DeployWords {

  /** What takes long shows how far it is, and returns its warnings at the end. */
  private static final Set<String> LONG = Set.of("publish", "verify");

  private final Session session;
  private final Build build;
  private volatile @Nullable Progress progress;

  DeployTalk(Session session, Build build) {
    this.session = session;
    this.build = build;
  }

  @Override
  public void on(Event event) {
    Progress shown = progress;
    if (shown == null) {
      session.warnings().on(event);
    } else {
      shown.on(event);
    }
  }

  @Override
  public void began(String name, int number, int steps) {
    session.notice("[" + number + "/" + steps + "] " + name);
    progress = LONG.contains(name) ? Progress.on(session.terminal()) : null;
  }

  @Override
  public void ended(TakenStep step, DeployResult result) {
    endProgress();
    if (step.name().equals("publish")) {
      result.published().ifPresent(found -> BuildArguments.tell(session, build, found));
    }
    if (step.name().equals("verify")) {
      result.verified().ifPresent(found -> session.warn(found.allWarnings()));
    }
    if (step.state() != State.DONE) {
      String state = Arguments.word(step.state());
      session.notice("  " + step.name() + " " + state + ": " + step.ending().message());
    }
  }

  @Override
  public String noUrl() {
    return "no URL is named, neither with --via nor under publish.verify";
  }

  @Override
  public String notActivated(ReleaseName release) {
    return "--no-activate; once the last host has it: passthrough activate " + release;
  }

  @Override
  public String notPruned() {
    return "--no-prune";
  }

  /** Ends what is shown, also of a step that has thrown something. */
  void endProgress() {
    Progress shown = progress;
    if (shown != null) {
      shown.close();
      progress = null;
    }
  }
}
