package io.passthrough.core.serving;

import io.passthrough.core.fallback.FetchedBytes;
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

  /** Bytes that were fetched, which take memory as long as they are sent. */
  record Fetched(FetchedBytes bytes) implements DivisiblePayload {

    @Override
    public Body body(Slice slice) {
      return new Body.Bytes(part(bytes.buffer(), slice), bytes.use());
    }

    @Override
    public void copy(Slice slice, ByteBuffer target) {
      target.put(part(bytes.buffer(), slice));
    }
  }

  private static ByteBuffer part(ByteBuffer bytes, Slice slice) {
    return bytes.slice((int) slice.first(), (int) slice.length()).asReadOnlyBuffer();
  }

  /** Bytes in memory. */
  record Memory(ByteBuffer bytes) implements DivisiblePayload {

    @Override
    public Body body(Slice slice) {
      return new Body.Bytes(part(bytes, slice));
    }

    @Override
    public void copy(Slice slice, ByteBuffer target) {
      target.put(part(bytes, slice));
    }
  }
}
