package io.passthrough.cli;

import io.passthrough.core.build.Build;
import io.passthrough.core.publish.PublishResult;
import io.passthrough.core.scan.ScannedRelease;

/**
 * Puts what is missing, and the records.
 *
 * @param context what it works with
 * @param build what a build made
 * @param arguments how it is named and read
 */
record PublishStep(DeployContext context, Build build, BuildArguments arguments)
    implements DeployStep {

  @Override
  public String name() {
    return "publish";
  }

  @Override
  public Ending run(DeployRun run) {
    PublishResult result = publish();
    BuildArguments.tell(context.session(), build, result);
    run.published(result);
    return Ending.done(
        "release %s, %s of %s files uploaded, %s"
            .formatted(
                result.release(),
                Sizes.count(result.uploaded()),
                Sizes.count(result.assets()),
                Sizes.bytes(result.uploadedBytes())));
  }

  private PublishResult publish() {
    try (Progress progress = Progress.on(context.session().terminal())) {
      ScannedRelease scanned =
          arguments.scan(build, context.session(), context.configuration(), progress);
      return context.pipeline(progress).publish(scanned, arguments.release());
    }
  }
}
