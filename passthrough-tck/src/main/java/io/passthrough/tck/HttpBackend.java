package io.passthrough.tck;

import io.passthrough.api.AssetStore;
import java.net.URI;
import java.util.Objects;
import java.util.function.BiFunction;

/**
 * A backend that is spoken to with HTTP/1.1, so that the kit can stand in between and break the
 * line.
 *
 * @param endpoint where the backend listens: {@code http}, with host and port
 * @param open opens a store for reading and writing, given the endpoint to use in the backend's
 *     place and the namespace of {@link Harness#open}; what the provider does when the backend does
 *     not answer should be set to seconds, not minutes
 */
public record HttpBackend(URI endpoint, BiFunction<URI, String, AssetStore> open) {

  /**
   * Checks the endpoint.
   *
   * @param endpoint where the backend listens
   * @param open opens a store on another endpoint
   * @throws IllegalArgumentException when the endpoint is not plain HTTP with host and port
   */
  public HttpBackend {
    Objects.requireNonNull(open, "open");
    if (!"http".equals(endpoint.getScheme()) || endpoint.getHost() == null) {
      throw new IllegalArgumentException("The endpoint must be http://host:port: " + endpoint);
    }
    if (endpoint.getPort() < 0) {
      throw new IllegalArgumentException("The endpoint must have a port: " + endpoint);
    }
  }
}
