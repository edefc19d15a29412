package io.passthrough.maven;

import io.passthrough.api.Access;
import io.passthrough.api.AssetStore;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PipelineListener;
import io.passthrough.core.build.Build;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.publish.Pipeline;
import io.passthrough.core.publish.PublishResult;
import io.passthrough.core.report.PublishReport;
import io.passthrough.core.scan.ReleaseScanner;
import io.passthrough.core.scan.ScannedRelease;
import io.passthrough.core.text.Inputs;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Puts what the build made into the store. Never activates it. */
@Mojo(name = "publish", defaultPhase = LifecyclePhase.DEPLOY, threadSafe = true)
public final class PublishMojo extends StoreMojo {

  /**
   * What a build made: a folder, zip, jar or war, from the project's folder; the project's jar or
   * war when left out.
   */
  @Parameter(property = "passthrough.from")
  private @Nullable String from;

  /** The release's name; made of its content when left out. */
  @Parameter(property = "passthrough.release")
  private @Nullable String release;

  /** The bundler's manifest, from the project's folder; looked for when left out. */
  @Parameter(property = "passthrough.manifest")
  private @Nullable String manifest;

  /** Tells what would be done, and puts nothing. */
  @Parameter(property = "passthrough.dryRun", defaultValue = "false")
  private boolean dryRun;

  /** Is made by Maven. */
  public PublishMojo() {}

  @Override
  void run(Settings settings) {
    ProjectBuild project = new ProjectBuild(project());
    Optional<Path> named = settings.file("from", from);
    if (named.isEmpty() && project.isParent()) {
      getLog().info("Skipped, as a parent has no files");
      return;
    }
    PassthroughConfig configuration = configuration(settings);
    try (Build build = Build.open(named.orElseGet(project::require));
        AssetStore store = open(configuration, Access.WRITE)) {
      PublishResult result = publish(build, store, configuration, settings);
      log().published(build, result);
      log().info(new PublishReport(result).text());
    }
  }

  private PublishResult publish(
      Build build, AssetStore store, PassthroughConfig configuration, Settings settings) {
    Optional<ReleaseName> name = settings.text("release", release).map(Inputs::release);
    PipelineListener listener = log().beginnings();
    ScannedRelease scanned =
        ReleaseScanner.scan(
            build, configuration.scanRules(settings.file("manifest", manifest)), listener);
    Pipeline pipeline = new Pipeline(store, configuration.publish().concurrency(), listener);
    return settings.flag("dryRun", dryRun)
        ? pipeline.dryRun(scanned, name)
        : pipeline.publish(scanned, name);
  }
}
