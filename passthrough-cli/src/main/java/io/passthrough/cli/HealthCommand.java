package io.passthrough.cli;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.config.AdminConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Asks the admin listener of this configuration, for what can run a command but send no request.
 */
@Command(
    name = "health",
    description = "Ask the gateway of this configuration whether it is ready; exit with 1 if not.")
final class HealthCommand implements Callable<Integer> {

  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  /** Who listens on every address is asked on its own. */
  private static final Map<String, String> OWN = Map.of("0.0.0.0", "127.0.0.1", "::", "::1");

  private final Session session;

  HealthCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    AdminConfig admin =
        session
            .configuration()
            .admin()
            .filter(it -> it.port() != 0)
            .orElseThrow(
                () ->
                    new PassthroughException(
                        Kind.INPUT,
                        "No port tells the gateway's health",
                        "Configure one, such as 'gateway: {admin: {port: 8081}}'"));
    HealthDocument health = ask(uri(admin));
    session.print(health);
    return health.ready() ? 0 : Failure.IO;
  }

  private static URI uri(AdminConfig admin) {
    String address = OWN.getOrDefault(admin.address(), admin.address());
    try {
      return new URI("http", null, address, admin.port(), "/readyz", null, null);
    } catch (URISyntaxException e) {
      throw new PassthroughException(
          Kind.INPUT,
          "The address of health is none, '" + address + "'",
          "Correct 'gateway.admin.address'",
          e);
    }
  }

  private static HealthDocument ask(URI uri) {
    try {
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout((int) TIMEOUT.toMillis());
      connection.setReadTimeout((int) TIMEOUT.toMillis());
      boolean ready = connection.getResponseCode() == 200;
      try (InputStream body = ready ? connection.getInputStream() : connection.getErrorStream()) {
        byte[] said = body == null ? new byte[0] : body.readNBytes(100);
        return new HealthDocument(ready, new String(said, StandardCharsets.UTF_8).strip());
      }
    } catch (IOException e) {
      throw new PassthroughException(
          Kind.IO,
          "No gateway tells its health at '" + uri + "' (" + e.getMessage() + ")",
          "Start it with this configuration, or see what ended it",
          e);
    }
  }
}
