package io.passthrough.core.snapshot;

import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.core.record.Outcome;
import java.util.Collection;

/** Shown every release while the records are read, so that they need not be kept. */
public interface ReleaseVisitor {

  /** Wants nothing. */
  ReleaseVisitor NONE = (manifest, ready) -> {};

  /** Returns one that shows each release to another visitor too. */
  default ReleaseVisitor and(ReleaseVisitor other) {
    return (manifest, ready) -> {
      visit(manifest, ready);
      other.visit(manifest, ready);
    };
  }

  /**
   * Looks at a release; called from several threads.
   *
   * @param manifest the release
   * @param ready the outcomes of its READY attempts, none when it is not whole
   */
  void visit(ReleaseManifest manifest, Collection<Outcome> ready);
}
