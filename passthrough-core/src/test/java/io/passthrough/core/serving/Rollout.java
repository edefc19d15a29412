package io.passthrough.core.serving;

import io.passthrough.api.AssetStore;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.frontend.Frontend;
import io.passthrough.core.manifest.ReleaseScanner;
import io.passthrough.core.manifest.ScanRules;
import io.passthrough.core.publish.Pipeline;
import io.passthrough.core.publish.PipelineListener;
import java.util.List;
import java.util.Optional;

/** Publishing and activating releases, as a pipeline does. */
final class Rollout {

  private static final ScanRules RULES =
      new ScanRules("/", "/static/", List.of(), List.of(), List.of(), Optional.empty(), 2);

  private Rollout() {}

  static void publish(AssetStore store, Site site, String name) {
    Pipeline pipeline = new Pipeline(store, 2, PipelineListener.NONE);
    try (Frontend frontend = Frontend.open(site.root())) {
      pipeline.publish(ReleaseScanner.scan(frontend, RULES), Optional.of(new ReleaseName(name)));
      pipeline.activate(new ReleaseName(name), EnvironmentName.DEFAULT);
    }
  }
}
