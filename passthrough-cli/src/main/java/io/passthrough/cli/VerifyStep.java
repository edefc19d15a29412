package io.passthrough.cli;

import io.passthrough.core.verify.Verifier;
import io.passthrough.core.verify.VerifyOptions;
import io.passthrough.core.verify.VerifyResult;
import java.util.Optional;

/**
 * Gets every asset of what was published through every base URL.
 *
 * @param context what it works with
 * @param options where and how; empty where no URL is named
 */
record VerifyStep(DeployContext context, Optional<VerifyOptions> options) implements DeployStep {

  @Override
  public String name() {
    return "verify";
  }

  @Override
  public Ending run(DeployRun run) {
    return options
        .map(given -> run(given, run))
        .orElseGet(
            () -> Ending.skipped("no URL is named, neither with --via nor under publish.verify"));
  }

  private Ending run(VerifyOptions given, DeployRun run) {
    VerifyResult result;
    try (Progress progress = Progress.on(context.session().terminal())) {
      result =
          new Verifier(context.store(), given, progress)
              .verify(Optional.of(run.requirePublished().release()));
    }
    run.verified(result);
    VerifyDocument document = VerifyDocument.of(result);
    document.warnings().forEach(warning -> context.session().notice("Warning: " + warning));
    String what =
        "%s files through %d URLs, %d failures"
            .formatted(
                Sizes.count(result.assets()), result.urls().size(), result.failures().size());
    return document.verified() ? Ending.done(what) : Ending.failed(what);
  }
}
