package io.passthrough.core.admin;

import io.passthrough.api.manifest.ReleaseName;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How far a host is, and what it says of itself.
 *
 * @param phase how far it is
 * @param release the release that it serves
 * @param notices what an operator should know, one sentence each
 */
record ServingState(
    Phase phase, Supplier<Optional<ReleaseName>> release, Supplier<List<String>> notices) {

  static final ServingState STARTING = new ServingState(Phase.STARTING, Optional::empty, List::of);

  /** How far a host is. */
  enum Phase {
    /** The root is being indexed. */
    STARTING("starting"),
    /** It answers. */
    READY("ready"),
    /** It ends the responses under way, and should be sent no more requests. */
    DRAINING("draining");

    private final String word;

    Phase(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }
}
