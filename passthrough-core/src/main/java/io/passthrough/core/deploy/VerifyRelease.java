package io.passthrough.core.deploy;

import io.passthrough.core.text.Sizes;
import io.passthrough.core.verify.Verifier;
import io.passthrough.core.verify.VerifyOptions;
import io.passthrough.core.verify.VerifyResult;
import java.util.Optional;

/**
 * Gets every asset of what was published through every base URL.
 *
 * @param context what it works with
 */
record VerifyRelease(DeployContext context) implements DeployStep {

  @Override
  public String name() {
    return "verify";
  }

  @Override
  public StepEnding run(DeployRun run) {
    return context
        .plan()
        .verify()
        .map(options -> run(options, run))
        .orElseGet(() -> StepEnding.skipped(context.plan().words().noUrl()));
  }

  private StepEnding run(VerifyOptions options, DeployRun run) {
    VerifyResult result =
        new Verifier(context.store(), options, context.listener())
            .verify(Optional.of(run.release()));
    run.verified(result);
    int failures = result.failures().size();
    String what =
        "%s files through %d URLs, %d failures"
            .formatted(Sizes.count(result.assets()), result.urls().size(), failures);
    return failures == 0 ? StepEnding.done(what) : StepEnding.failed(what);
  }
}
