package io.passthrough.core.build;

import io.passthrough.api.manifest.CodedForm;

/**
 * A file that holds its neighbour's bytes in a content coding.
 *
 * @param file the file, such as {@code js/app.js.br}
 * @param form the coding, the coded size and the hash of the coded bytes
 */
public record CodedFile(BuildFile file, CodedForm form) {

  /**
   * Returns the bytes; reading them fails when they do not have the hash any more.
   *
   * @return the bytes, checked by their hash
   */
  public VerifiedContent verified() {
    return new VerifiedContent(file.content(), form.sha256(), form.size());
  }
}
