package io.passthrough.gcs;

import java.io.InterruptedIOException;

/** An interrupt that was noticed before a request was sent. */
final class InterruptedCallException extends InterruptedIOException {

  private static final long serialVersionUID = 1L;

  InterruptedCallException() {
    super("interrupted");
  }
}
