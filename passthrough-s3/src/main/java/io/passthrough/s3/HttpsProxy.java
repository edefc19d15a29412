package io.passthrough.s3;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

/**
 * The proxy for a server that is reached by TLS. Left alone, the HTTP client takes the variable for
 * plain requests, {@code HTTP_PROXY}, whatever it asks for.
 */
final class HttpsProxy {

  private final Map<String, String> environment;

  HttpsProxy(Map<String, String> environment) {
    this.environment = environment;
  }

  ProxyConfiguration configuration() {
    ProxyConfiguration.Builder builder =
        ProxyConfiguration.builder()
            .useEnvironmentVariableValues(false)
            .useSystemPropertyValues(false);
    variable("HTTPS_PROXY").map(HttpsProxy::server).ifPresent(proxy -> through(builder, proxy));
    return builder.build();
  }

  /** A user's password stands in it, so a message has nothing of it. */
  private static URI server(String text) {
    try {
      URI uri = new URI(text.contains("://") ? text : "http://" + text);
      if (uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Said below, without the text.
    }
    throw new IllegalArgumentException("HTTPS_PROXY is no URL of a proxy");
  }

  private void through(ProxyConfiguration.Builder builder, URI proxy) {
    int port = proxy.getPort() < 0 ? 80 : proxy.getPort();
    builder
        .endpoint(URI.create(proxy.getScheme() + "://" + proxy.getHost() + ":" + port))
        .nonProxyHosts(direct());
    if (proxy.getUserInfo() != null) {
      String[] user = proxy.getUserInfo().split(":", 2);
      builder.username(user[0]).password(user.length == 2 ? user[1] : "");
    }
  }

  /** Expressions for hosts that are reached directly: those named and all below them. */
  private Set<String> direct() {
    return variable("NO_PROXY").stream()
        .flatMap(names -> Arrays.stream(names.split(",")))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .map(HttpsProxy::expression)
        .collect(Collectors.toSet());
  }

  private static String expression(String name) {
    return name.equals("*") ? ".*" : "(.*\\.)?" + Pattern.quote(name.replaceFirst("^\\*?\\.", ""));
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name))
        .or(() -> Optional.ofNullable(environment.get(name.toLowerCase(Locale.ROOT))))
        .filter(value -> !value.isBlank());
  }
}
