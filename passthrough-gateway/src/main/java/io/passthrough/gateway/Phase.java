package io.passthrough.gateway;

/** What a connection is about. */
enum Phase {
  /** Waits for a request, or the rest of one. */
  READING,
  /** A response is to come, or its body is read piece by piece. */
  ANSWERING,
  /** The last response is on its way. */
  ENDING,
  /** Sends no more, and drops what still comes (RFC 9112, section 9.6). */
  LINGERING,
  /** Nothing is to be done. */
  CLOSED
}
