package io.passthrough.core.record;

import io.passthrough.api.manifest.Sha256;
import java.util.Objects;

/**
 * Which bytes.
 *
 * @param sha256 their hash
 * @param size how many
 */
public record ContentId(Sha256 sha256, long size) {

  /**
   * Checks that nothing is missing.
   *
   * @param sha256 their hash
   * @param size how many
   */
  public ContentId {
    Objects.requireNonNull(sha256, "sha256");
  }
}
