package io.passthrough.core.fallback;

/** There is no memory for a body in time, as others take what they were given too slowly. */
final class NoMemoryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NoMemoryException() {
    super("no memory is free", null, false, false);
  }
}
