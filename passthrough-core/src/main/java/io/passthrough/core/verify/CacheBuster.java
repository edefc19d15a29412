package io.passthrough.core.verify;

import java.net.URI;
import java.util.concurrent.ThreadLocalRandom;

/** Makes URLs that no cache has seen, of what a query does not change. */
final class CacheBuster {

  private CacheBuster() {}

  static ProbeRequest past(ProbeRequest request) {
    return request.at(URI.create(request.uri() + "?passthrough-verify=" + token()));
  }

  /** Returns 16 hexadecimal digits by chance. */
  static String token() {
    return String.format("%016x", ThreadLocalRandom.current().nextLong());
  }
}
