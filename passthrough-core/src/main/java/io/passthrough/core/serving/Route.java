package io.passthrough.core.serving;

import io.passthrough.api.AssetKey;
import java.util.Optional;

/** Who answers a request. */
sealed interface Route {

  /** The request is refused: 400. */
  record Illegal() implements Route {}

  /** This release's own file. */
  record Local(LocalFile file) implements Route {}

  /** Another place: 308. */
  record Moved(String location) implements Route {}

  /** Nobody: 404. */
  record Missing() implements Route {}

  /**
   * The store.
   *
   * @param key the key to ask for
   * @param unlessKnown where to go when no record names the key; empty to ask the store by name
   */
  record Fallback(AssetKey key, Optional<Route> unlessKnown) implements Route {}
}
