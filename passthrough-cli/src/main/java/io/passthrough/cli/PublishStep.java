package io.passthrough.cli;

import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.build.Build;
import io.passthrough.core.publish.PublishResult;
import io.passthrough.core.scan.ReleaseScanner;
import io.passthrough.core.scan.ScannedRelease;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Puts what is missing, and the records.
 *
 * @param context what it works with
 * @param build what a build made
 * @param release the release's name, or empty for the default
 * @param manifest the bundler's manifest, when it is not to be looked for
 */
record PublishStep(
    DeployContext context, Build build, Optional<ReleaseName> release, Optional<Path> manifest)
    implements DeployStep {

  @Override
  public String name() {
    return "publish";
  }

  @Override
  public Ending run(DeployRun run) {
    PublishResult result = publish();
    result.summary().forEach(context.session()::notice);
    result.warnings().forEach(warning -> context.session().notice("Warning: " + warning));
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
          ReleaseScanner.scan(build, context.configuration().scanRules(manifest), progress);
      return context.pipeline(progress).publish(scanned, release);
    }
  }
}
