package io.passthrough.tck;

import java.net.URI;
import java.util.Objects;

/**
 * A case that a target is known to fail, and why. It must fail: when it passes, the run fails, so
 * that the declaration goes away with its reason. A race is never a known failure; open a target
 * that loses races with the capability off.
 *
 * @param caseId the case's id, such as {@code list.utf8-order}
 * @param reason why the target fails it, such as {@code sorts by UTF-16}
 * @param link where the fault is reported
 */
public record KnownFailure(String caseId, String reason, URI link) {

  /**
   * Checks that there is a reason.
   *
   * @param caseId the case's id
   * @param reason why the target fails it
   * @param link where the fault is reported
   * @throws IllegalArgumentException when the reason is blank
   */
  public KnownFailure {
    Objects.requireNonNull(caseId, "caseId");
    Objects.requireNonNull(link, "link");
    if (reason.isBlank()) {
      throw new IllegalArgumentException("A known failure needs a reason, '" + caseId + "'");
    }
  }
}
