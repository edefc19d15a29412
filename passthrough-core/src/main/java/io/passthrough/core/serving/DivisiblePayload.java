package io.passthrough.core.serving;

import java.nio.ByteBuffer;

/** Bytes of which several parts can be put into one answer. */
interface DivisiblePayload extends Payload {

  /**
   * Copies a part, which is small.
   *
   * @param slice the part
   * @param target where it goes
   * @throws StaleRootException when the file is another one by now
   */
  void copy(Slice slice, ByteBuffer target);
}
