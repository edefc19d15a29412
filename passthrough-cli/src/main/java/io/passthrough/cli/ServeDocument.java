package io.passthrough.cli;

import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.gateway.ServedRelease;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a gateway listens.
 *
 * @param admin where health is told; null when nowhere
 */
record ServeDocument(String url, @Nullable String admin, @Nullable String release)
    implements Document {

  static ServeDocument of(ServedRelease served, Optional<URI> admin) {
    return new ServeDocument(
        served.uri().toString(),
        admin.map(URI::toString).orElse(null),
        served.release().map(ReleaseName::value).orElse(null));
  }

  @Override
  public String text() {
    return "Listening on " + url;
  }
}
