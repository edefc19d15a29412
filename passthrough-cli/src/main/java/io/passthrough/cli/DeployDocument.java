package io.passthrough.cli;

import io.passthrough.cli.DeployRun.Taken;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a deployment did, step by step. */
record DeployDocument(
    @Nullable String release,
    boolean deployed,
    List<Step> steps,
    @Nullable PublishDocument publish,
    @Nullable VerifyDocument verify,
    @Nullable ActivationDocument activate,
    @Nullable PruneDocument prune)
    implements Document {

  /** One step. */
  record Step(String step, String state, String message, long durationMillis) {

    static Step of(Taken taken) {
      return new Step(
          taken.step(),
          Arguments.word(taken.state()),
          taken.ending().message(),
          taken.duration().toMillis());
    }
  }

  static DeployDocument of(DeployRun run) {
    return new DeployDocument(
        run.published().map(result -> result.release().value()).orElse(null),
        !run.hasFailed(),
        run.taken().stream().map(Step::of).toList(),
        run.published().map(PublishDocument::of).orElse(null),
        run.verified().map(VerifyDocument::of).orElse(null),
        run.activated().map(ActivationDocument::of).orElse(null),
        run.pruned().map(PruneDocument::of).orElse(null));
  }

  @Override
  public String text() {
    Table table = new Table(2).row("step", "state", "ms", "what");
    for (Step step : steps) {
      table.row(step.step(), step.state(), Long.toString(step.durationMillis()), step.message());
    }
    String failures = verify == null || verify.verified() ? "" : verify.text() + "\n";
    return failures + table;
  }
}
