package io.passthrough.core.serving;

import java.io.InputStream;

/**
 * Bytes that come from the store while they are sent: exactly the part that was decided on.
 *
 * @param stream the open stream
 */
record StreamPayload(InputStream stream) implements Payload {

  @Override
  public Body body(Slice slice) {
    return new Body.Streamed(stream, slice.length());
  }
}
