package io.passthrough.maven;

import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PipelineListener;
import io.passthrough.core.build.Build;
import io.passthrough.core.deploy.DeployListener;
import io.passthrough.core.deploy.DeployResult;
import io.passthrough.core.deploy.DeployWords;
import io.passthrough.core.deploy.TakenStep;
import io.passthrough.core.prune.PruneResult;
import io.passthrough.core.report.PruneReport;
import io.passthrough.core.report.PublishReport;
import io.passthrough.core.report.VerifyReport;
import io.passthrough.core.verify.VerifyResult;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Writes the steps of a deployment and their figures to the build's log. */
final class DeployLog implements DeployListener, DeployWords {

  /** Their results have the warnings. */
  private static final Set<String> WITH_WARNINGS = Set.of("publish", "verify");

  private final GoalLog log;
  private final Build build;
  private volatile PipelineListener current;

  DeployLog(GoalLog log, Build build) {
    this.log = log;
    this.build = build;
    this.current = log.warnings();
  }

  Build build() {
    return build;
  }

  @Override
  public void on(Event event) {
    current.on(event);
  }

  @Override
  public void began(String name, int number, int steps) {
    current = WITH_WARNINGS.contains(name) ? log.beginnings() : log.warnings();
    log.info("[" + number + "/" + steps + "] " + name);
  }

  @Override
  public void ended(TakenStep step, DeployResult result) {
    switch (step.name()) {
      case "publish" ->
          result
              .published()
              .ifPresent(
                  found -> {
                    log.published(build, found);
                    log.info(new PublishReport(found).text());
                  });
      case "verify" -> result.verified().ifPresent(this::verified);
      case "prune" -> result.pruned().ifPresent(this::pruned);
      default -> {
        // The line below says which release is current.
      }
    }
    end(step);
  }

  private void verified(VerifyResult result) {
    log.warn(result.allWarnings());
    String text = new VerifyReport(result).text(Outcome.MORE);
    if (result.failures().isEmpty()) {
      log.info(text);
    } else {
      log.error(text);
    }
  }

  private void pruned(PruneResult result) {
    log.info(new PruneReport(result).text("'passthrough prune --json' tells of each"));
  }

  private void end(TakenStep step) {
    String state = step.state().name().toLowerCase(Locale.ROOT);
    String text = step.name() + " " + state + ": " + step.ending().message();
    switch (step.state()) {
      case DONE, SKIPPED -> log.info(text);
      case WARNING -> log.warn(List.of(text));
      case FAILED -> log.error(text);
    }
  }

  @Override
  public String noUrl() {
    return "no URL is named, neither with <via> or -Dpassthrough.via nor under publish.verify";
  }

  @Override
  public String notActivated(ReleaseName release) {
    return "activate is false; once the last host has it: passthrough activate " + release;
  }

  @Override
  public String notPruned() {
    return "prune is false";
  }
}
