package io.passthrough.azure;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A proxy selector by {@code HTTPS_PROXY} and {@code NO_PROXY}. Plain requests are not led through
 * it: they go to emulators and to a machine's own service for tokens.
 */
final class HttpsProxy extends ProxySelector {

  private final URI proxy;
  private final List<String> direct;

  private HttpsProxy(URI proxy, List<String> direct) {
    this.proxy = proxy;
    this.direct = direct;
  }

  static Optional<HttpsProxy> of(Map<String, String> environment) {
    List<String> direct =
        variable(environment, "NO_PROXY").stream()
            .flatMap(names -> Arrays.stream(names.split(",")))
            .map(name -> name.strip().replaceFirst("^\\*?\\.", ""))
            .filter(name -> !name.isEmpty())
            .toList();
    return variable(environment, "HTTPS_PROXY").map(text -> new HttpsProxy(server(text), direct));
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

  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .or(() -> Optional.ofNullable(environment.get(name.toLowerCase(Locale.ROOT))))
        .filter(value -> !value.isBlank());
  }

  @Override
  public List<Proxy> select(URI uri) {
    return uri.getScheme().equals("https") && !isDirect(uri.getHost())
        ? List.of(new Proxy(Proxy.Type.HTTP, address()))
        : List.of(Proxy.NO_PROXY);
  }

  private InetSocketAddress address() {
    return new InetSocketAddress(proxy.getHost(), proxy.getPort() < 0 ? 80 : proxy.getPort());
  }

  /** Those named and all below them. */
  private boolean isDirect(String host) {
    return direct.stream()
        .anyMatch(name -> name.equals("*") || host.equals(name) || host.endsWith("." + name));
  }

  /** There is one proxy only, and calls are repeated elsewhere. */
  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException e) {
    // Nothing is remembered of it.
  }

  /** What a proxy that asks for a user is told, if the variable names one. */
  Optional<Authenticator> authenticator() {
    return Optional.ofNullable(proxy.getUserInfo()).map(user -> new User(user.split(":", 2)));
  }

  private static final class User extends Authenticator {
    private final String[] nameAndPassword;

    User(String... nameAndPassword) {
      this.nameAndPassword = nameAndPassword;
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
      if (getRequestorType() != RequestorType.PROXY) {
        return null;
      }
      String password = nameAndPassword.length == 2 ? nameAndPassword[1] : "";
      return new PasswordAuthentication(nameAndPassword[0], password.toCharArray());
    }
  }
}
