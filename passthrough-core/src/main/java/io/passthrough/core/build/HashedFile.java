package io.passthrough.core.build;

import io.passthrough.api.manifest.Sha256;
import java.util.List;

/**
 * A file of a build with the hash of its bytes, and those neighbours that hold the same bytes in a
 * content coding.
 *
 * @param file the file
 * @param sha256 the hash of its bytes
 * @param codings its bytes in content codings
 */
public record HashedFile(BuildFile file, Sha256 sha256, List<CodedFile> codings) {

  /**
   * Copies the list.
   *
   * @param file the file
   * @param sha256 the hash of its bytes
   * @param codings its bytes in content codings
   */
  public HashedFile {
    codings = List.copyOf(codings);
  }

  /**
   * Returns the bytes; reading them fails when they do not have the hash any more.
   *
   * @return the bytes, checked by their hash
   */
  public VerifiedContent verified() {
    return new VerifiedContent(file.content(), sha256, file.size());
  }
}
