package io.passthrough.core.verify;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Redirects within a host (RFC 9110, section 15.4). Another host is never asked: what was given to
 * this one, such as a token, is not for it.
 */
final class Redirects {

  /** How many are followed for one request. */
  static final int MOST = 5;

  private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

  private Redirects() {}

  static boolean isOne(ProbeResponse response) {
    return STATUSES.contains(response.status());
  }

  /** Returns where a redirect leads, when that is the same host. */
  static Optional<URI> within(ProbeResponse response) {
    return target(response).filter(to -> isSameHost(response.uri(), to));
  }

  /** Returns where a redirect leads as it is shown: without its query, which may hold a secret. */
  static String shown(ProbeResponse response) {
    return target(response)
        .map(to -> to.getScheme() + "://" + to.getRawAuthority() + to.getRawPath())
        .orElse("nowhere");
  }

  private static Optional<URI> target(ProbeResponse response) {
    if (!isOne(response)) {
      return Optional.empty();
    }
    try {
      return response.field("location").map(to -> response.uri().resolve(to));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isSameHost(URI from, URI to) {
    boolean isSame = to.getHost() != null && to.getHost().equalsIgnoreCase(from.getHost());
    boolean isUpgrade = port(from) == 80 && port(to) == 443;
    return isSame && (isUpgrade || (port(from) == port(to) && scheme(from).equals(scheme(to))));
  }

  private static String scheme(URI uri) {
    return String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return switch (scheme(uri)) {
      case "http" -> 80;
      case "https" -> 443;
      default -> -1;
    };
  }
}
