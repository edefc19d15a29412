package io.passthrough.core.fingerprint;

import java.util.Objects;
import java.util.Optional;

/**
 * What a name is called, and why.
 *
 * @param evidence why
 * @param form where the digest stands and how it is written, when the name holds one
 */
public record Finding(Evidence evidence, Optional<DigestForm> form) {

  /** A name in which nothing was found. */
  public static final Finding NONE = of(Evidence.NONE);

  /**
   * Checks the parts.
   *
   * @param evidence why
   * @param form where the digest stands
   */
  public Finding {
    Objects.requireNonNull(evidence, "evidence");
    Objects.requireNonNull(form, "form");
  }

  /**
   * Makes one without a digest.
   *
   * @param evidence why
   * @return the finding
   */
  public static Finding of(Evidence evidence) {
    return new Finding(evidence, Optional.empty());
  }

  /**
   * Makes one with a digest.
   *
   * @param evidence why
   * @param form where the digest stands
   * @return the finding
   */
  public static Finding of(Evidence evidence, DigestForm form) {
    return new Finding(evidence, Optional.of(form));
  }

  /**
   * Returns the evidence in words.
   *
   * @return such as {@code its neighbours have the same form, 8 base64url characters after '-'}
   */
  public String description() {
    return evidence + form.map(it -> ", " + it).orElse("");
  }

  /**
   * Returns whether the name is fingerprinted.
   *
   * @return false for a mutable name
   */
  public boolean isFingerprint() {
    return evidence.isFingerprint();
  }
}
