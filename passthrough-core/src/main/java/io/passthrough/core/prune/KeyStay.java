package io.passthrough.core.prune;

import io.passthrough.api.manifest.ReleaseName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How long a key stays in the store, and why.
 *
 * @param isKept whether a prune now would leave it
 * @param until until when it stays at least, whatever is activated, unpinned or stopped; empty when
 *     one of those may end it at any time
 * @param isOpenEnded whether it stays longer as long as nobody does any of that
 * @param causes why: of a key that is kept what keeps it, of any other why nothing does
 */
public record KeyStay(
    boolean isKept, Optional<Instant> until, boolean isOpenEnded, List<Cause> causes) {

  /**
   * One cause.
   *
   * @param release the release that has the key; empty where it stays as a version of an asset
   * @param reason a clause about it
   */
  public record Cause(Optional<ReleaseName> release, String reason) {}
}
