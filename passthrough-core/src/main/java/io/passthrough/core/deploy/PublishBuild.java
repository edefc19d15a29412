package io.passthrough.core.deploy;

import io.passthrough.core.publish.PublishResult;
import io.passthrough.core.scan.ReleaseScanner;
import io.passthrough.core.scan.ScannedRelease;
import io.passthrough.core.text.Sizes;

/**
 * Puts what is missing, and the records.
 *
 * @param context what it works with
 */
record PublishBuild(DeployContext context) implements DeployStep {

  @Override
  public String name() {
    return "publish";
  }

  @Override
  public StepEnding run(DeployRun run) {
    PublishResult result = publish(context.plan().publishing());
    run.published(result);
    return StepEnding.done(
        "release %s, %s of %s files uploaded, %s"
            .formatted(
                result.release(),
                Sizes.count(result.uploaded()),
                Sizes.count(result.assets()),
                Sizes.bytes(result.uploadedBytes())));
  }

  private PublishResult publish(DeployPlan.Publishing what) {
    ScannedRelease scanned =
        ReleaseScanner.scan(
            what.build(), context.configuration().scanRules(what.manifest()), context.listener());
    return context.pipeline().publish(scanned, what.release());
  }
}
