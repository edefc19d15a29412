package io.passthrough.core.frontend;

import io.passthrough.api.Content;
import io.passthrough.api.manifest.CodedForm;

/**
 * A file that holds its neighbour's bytes in a content coding.
 *
 * @param file the file, such as {@code js/app.js.br}
 * @param form the coding, the coded size and the hash of the coded bytes
 */
public record CodedFile(FrontendFile file, CodedForm form) {

  /**
   * Returns the coded bytes; reading them fails when they do not have the hash any more.
   *
   * @return the bytes
   */
  public Content content() {
    return new VerifiedContent(file.content(), form.sha256(), file.path());
  }
}
