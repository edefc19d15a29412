package io.passthrough.core.serving;

import java.nio.ByteBuffer;

/** The bytes of a representation, at hand. */
interface Payload {

  /**
   * Returns a body of a part.
   *
   * @param slice the part
   * @throws StaleRootException when the file is another one by now
   */
  Body body(Slice slice);

  /** Bytes in memory. */
  record Memory(ByteBuffer bytes) implements DivisiblePayload {

    @Override
    public Body body(Slice slice) {
      return new Body.Bytes(part(slice));
    }

    @Override
    public void copy(Slice slice, ByteBuffer target) {
      target.put(part(slice));
    }

    private ByteBuffer part(Slice slice) {
      return bytes.slice((int) slice.first(), (int) slice.length()).asReadOnlyBuffer();
    }
  }
}
