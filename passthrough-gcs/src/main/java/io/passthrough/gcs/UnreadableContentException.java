package io.passthrough.gcs;

import java.io.IOException;

/** The bytes of a put cannot be read; nothing of the server's. */
final class UnreadableContentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What the content threw. */
  private final IOException why;

  UnreadableContentException(IOException why) {
    super(why);
    this.why = why;
  }

  IOException why() {
    return why;
  }
}
