package io.passthrough.core.serving;

import io.passthrough.api.AssetStore;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PipelineListener;
import io.passthrough.core.build.Build;
import io.passthrough.core.publish.Pipeline;
import io.passthrough.core.scan.ReleaseScanner;
import io.passthrough.core.scan.ScanRules;
import io.passthrough.core.url.AssetUrls;
import java.util.Optional;

/** Publishing and activating releases, as a pipeline does. */
final class Rollout {

  private static final ScanRules RULES = ScanRules.of(new AssetUrls("/", "/static/"));

  private Rollout() {}

  static void publish(AssetStore store, Site site, String name) {
    publish(store, site, name, RULES);
  }

  /** Publishes a build all of whose files are assets. */
  static void publishAll(AssetStore store, Site site, String name) {
    publish(store, site, name, ScanRules.of(AssetUrls.ROOT));
  }

  private static void publish(AssetStore store, Site site, String name, ScanRules rules) {
    Pipeline pipeline = new Pipeline(store, 2, PipelineListener.NONE);
    try (Build build = Build.open(site.root())) {
      pipeline.publish(ReleaseScanner.scan(build, rules), Optional.of(new ReleaseName(name)));
      pipeline.activate(new ReleaseName(name), EnvironmentName.DEFAULT);
    }
  }
}
