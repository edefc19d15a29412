package io.passthrough.cli;

import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.config.GatewayConfig;
import io.passthrough.core.serving.AssetService;
import org.jspecify.annotations.Nullable;

/** What {@code serve --check} found to be in order. */
record CheckDocument(String root, String base, @Nullable String release) implements Document {

  static CheckDocument of(GatewayConfig config, AssetService service) {
    return new CheckDocument(
        config.root().toString(),
        config.assets().base(),
        service.release().map(ReleaseName::value).orElse(null));
  }

  @Override
  public String text() {
    String what = release == null ? "no release" : "release " + release;
    return "In order: '" + root + "' holds " + what + " under the base '" + base + "'";
  }
}
