package io.passthrough.maven;

import io.passthrough.api.Access;
import io.passthrough.api.AssetStore;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.config.RetentionConfig;
import io.passthrough.core.prune.PruneResult;
import io.passthrough.core.prune.Pruner;
import io.passthrough.core.report.PruneReport;
import io.passthrough.core.text.Inputs;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Deletes what nobody can need any more, by the configured retention. */
@Mojo(name = "prune", defaultPhase = LifecyclePhase.DEPLOY, threadSafe = true)
public final class PruneMojo extends StoreMojo {

  /** Tells what would go and why, and deletes nothing. */
  @Parameter(property = "passthrough.dryRun", defaultValue = "false")
  private boolean dryRun;

  /** Deletes also where more than half would go. */
  @Parameter(property = "passthrough.prune.force", defaultValue = "false")
  private boolean force;

  /** How many releases of each environment stay; <code>retention.releases</code> when left out. */
  @Parameter(property = "passthrough.releases")
  private @Nullable String releases;

  /**
   * How long a release stays after it was replaced, such as <code>7d</code>; <code>
   * retention.max_age</code> when left out.
   */
  @Parameter(property = "passthrough.maxAge")
  private @Nullable String maxAge;

  /** Is made by Maven. */
  public PruneMojo() {}

  @Override
  void run(Settings settings) {
    PassthroughConfig configuration = configuration(settings);
    RetentionConfig retention =
        configuration
            .retention()
            .with(
                settings.text("releases", releases).map(Inputs::count),
                settings.text("maxAge", maxAge).map(Inputs::duration));
    boolean isDry = settings.flag("dryRun", dryRun);
    try (AssetStore store = open(configuration, isDry ? Access.READ : Access.WRITE)) {
      Pruner pruner = new Pruner(store, configuration.publish().concurrency(), log().warnings());
      PruneResult result =
          isDry
              ? pruner.dryRun(retention)
              : pruner.prune(retention, settings.flag("prune.force", force));
      log().info(new PruneReport(result).text("'passthrough prune --json' tells of each"));
    }
  }
}
