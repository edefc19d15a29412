package io.passthrough.cli;

import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.gateway.ServedRelease;
import org.jspecify.annotations.Nullable;

/**
 * Where a gateway listens.
 *
 * @param admin where health and metrics are; null when nowhere
 */
record ServeDocument(String url, @Nullable String admin, @Nullable String release)
    implements Document {

  static ServeDocument of(ServedRelease served) {
    return new ServeDocument(
        served.uri().toString(), null, served.release().map(ReleaseName::value).orElse(null));
  }

  @Override
  public String text() {
    return "Listening on " + url;
  }
}
