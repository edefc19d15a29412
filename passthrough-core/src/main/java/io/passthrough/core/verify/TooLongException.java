package io.passthrough.core.verify;

import java.io.IOException;

/** Thrown when there is more to read than may be. */
final class TooLongException extends IOException {

  private static final long serialVersionUID = 1L;
}
