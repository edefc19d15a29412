package io.passthrough.cli;

import io.passthrough.core.deploy.DeployResult;
import io.passthrough.core.deploy.TakenStep;
import io.passthrough.core.text.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment did, step by step.
 *
 * @param result the result
 */
record DeployDocument(DeployResult result) implements Document {

  /** The same for programs. */
  record Json(
      @Nullable String release,
      boolean deployed,
      List<Step> steps,
      PublishDocument.@Nullable Json publish,
      VerifyDocument.@Nullable Json verify,
      @Nullable ActivationDocument activate,
      PruneDocument.@Nullable Json prune) {

    static Json of(DeployResult result) {
      return new Json(
          result.release().map(release -> release.value()).orElse(null),
          !result.hasFailed(),
          result.steps().stream().map(Step::of).toList(),
          result.published().map(PublishDocument.Json::of).orElse(null),
          result.verified().map(VerifyDocument.Json::of).orElse(null),
          result.activated().map(ActivationDocument::of).orElse(null),
          result.pruned().map(PruneDocument.Json::of).orElse(null));
    }
  }

  /** One step. */
  record Step(String step, String state, String message, long durationMillis) {

    static Step of(TakenStep taken) {
      return new Step(
          taken.name(),
          Arguments.word(taken.state()),
          taken.ending().message(),
          taken.duration().toMillis());
    }
  }

  @Override
  public Object json() {
    return Json.of(result);
  }

  @Override
  public String text() {
    Table table = new Table(2).row("step", "state", "ms", "what");
    for (TakenStep step : result.steps()) {
      table.row(
          step.name(),
          Arguments.word(step.state()),
          Long.toString(step.duration().toMillis()),
          step.ending().message());
    }
    String failures =
        result
            .verified()
            .filter(found -> !found.failures().isEmpty())
            .map(found -> new VerifyDocument(found).text() + "\n")
            .orElse("");
    return failures + table;
  }
}
