package io.passthrough.core.prune;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.record.Backlog;
import io.passthrough.core.snapshot.RefusedPrunes;

/** That a guard has refused a prune, as so much would go that it looks like a mistake. */
public final class PruneRefusedException extends PassthroughException {

  private static final long serialVersionUID = 1L;

  /** How many prunes were refused one after the other, with this one. */
  private final int count;

  private PruneRefusedException(String message, int count) {
    super(
        Kind.REFUSED,
        message,
        "see what would go with: passthrough prune --dry-run; if that is right, run it once with"
            + " --force");
    this.count = count;
  }

  static PruneRefusedException of(Backlog backlog, RefusedPrunes before) {
    int count = before.count() + 1;
    String again =
        before
            .since()
            .map(since -> "; refused " + count + " times in a row, since " + since)
            .orElse("");
    return new PruneRefusedException(
        "Cannot prune: "
            + backlog.reason()
            + "; a backlog of "
            + backlog.releases()
            + (backlog.releases() == 1 ? " release and " : " releases and ")
            + backlog.bytes()
            + " bytes is left"
            + again,
        count);
  }

  /**
   * Returns how often a prune was refused since one was not.
   *
   * @return at least 1, as this one was
   */
  public int count() {
    return count;
  }
}
