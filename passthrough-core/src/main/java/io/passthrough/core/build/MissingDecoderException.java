package io.passthrough.core.build;

import io.passthrough.api.manifest.ContentCoding;
import java.io.IOException;

/**
 * Thrown when the library that takes a coding off cannot be loaded: it is unpacked into the temp
 * folder, which containers may have read-only or without the right to execute.
 */
public final class MissingDecoderException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Makes the exception. */
  MissingDecoderException(ContentCoding coding, LinkageError cause) {
    super(
        "Cannot load the decoder of '"
            + coding.token()
            + "' by way of the temp folder '"
            + System.getProperty("java.io.tmpdir")
            + "', which must be writable and allow execution (-Djava.io.tmpdir names another)",
        cause);
  }
}
