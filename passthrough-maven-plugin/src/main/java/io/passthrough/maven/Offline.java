package io.passthrough.maven;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.registry.StoreSettings;

/** What Maven's {@code -o} allows: a store in a folder, and no URL. */
final class Offline {

  private static final String LOCAL = "fs";

  private Offline() {}

  static void requireLocal(boolean isOffline, StoreSettings store) {
    if (isOffline && !store.provider().equals(LOCAL)) {
      throw refused("the store is reached by the provider '" + store.provider() + "'");
    }
  }

  static void requireNoUrl(boolean isOffline) {
    if (isOffline) {
      throw refused("a release is verified over the network");
    }
  }

  private static PassthroughException refused(String why) {
    return new PassthroughException(
        Kind.REFUSED,
        "Maven is offline, and " + why,
        "run Maven without -o, or leave the goal out with -Dpassthrough.skip");
  }
}
