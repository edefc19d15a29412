package io.passthrough.api.manifest;

import java.util.Objects;

/**
 * An asset's bytes in a content coding, as made or taken over by publish.
 *
 * @param coding the coding
 * @param size the coded size in bytes
 * @param sha256 the hash of the coded bytes
 */
public record CodedForm(ContentCoding coding, long size, Sha256 sha256) {

  /**
   * Checks that nothing is missing.
   *
   * @param coding the coding
   * @param size the coded size in bytes
   * @param sha256 the hash of the coded bytes
   */
  public CodedForm {
    Objects.requireNonNull(coding, "coding");
    Objects.requireNonNull(sha256, "sha256");
  }
}
