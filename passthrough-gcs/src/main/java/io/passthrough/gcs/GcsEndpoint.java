package io.passthrough.gcs;

import io.passthrough.api.StoreConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;

/** Looks for a server other than Google's: the option, else where Google's clients would look. */
final class GcsEndpoint {

  private static final String VARIABLE = "STORAGE_EMULATOR_HOST";

  private GcsEndpoint() {}

  static Optional<URI> of(StoreConfig config, Map<String, String> environment) {
    return config
        .text("endpoint")
        .map(text -> server(config, "the option 'endpoint'", text))
        .or(() -> emulator(config, environment));
  }

  /** The variable may have no scheme: Google's clients for other languages take it so. */
  private static Optional<URI> emulator(StoreConfig config, Map<String, String> environment) {
    return Optional.ofNullable(environment.get(VARIABLE))
        .filter(host -> !host.isBlank())
        .map(host -> host.contains("://") ? host : "http://" + host)
        .map(host -> server(config, "the variable " + VARIABLE, host));
  }

  private static URI server(StoreConfig config, String source, String text) {
    try {
      URI uri = new URI(text);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (http && uri.getHost() != null && uri.getUserInfo() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Said below, without the text: a password may stand in it.
    }
    throw GcsOptions.fault(config, source + " is no http or https URL without a user name");
  }
}
