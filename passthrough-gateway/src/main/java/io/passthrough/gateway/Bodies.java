package io.passthrough.gateway;

import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultFileRegion;
import io.passthrough.core.serving.Body;

/** What a channel writes for a body. */
final class Bodies {

  private Bodies() {}

  /** Returns what to write for a body that does not block. */
  static Object message(Body body) {
    if (body instanceof Body.Bytes bytes) {
      return bytes.buffer().isDirect()
          ? Unpooled.wrappedBuffer(bytes.buffer().duplicate())
          : new BufferRegion(bytes.buffer());
    }
    return body instanceof Body.FileSlice slice ? new SharedRegion(slice) : Unpooled.EMPTY_BUFFER;
  }

  /** Closes a body that was sent or dropped; nobody is left to hear of a failure. */
  @SuppressWarnings("EmptyCatch")
  static void close(Body body) {
    try {
      body.close();
    } catch (RuntimeException ignored) {
      // The response is decided already, and the body's owner has cleaned up what it could.
    }
  }

  /** A region of a file that others read too: it must stay open. */
  private static final class SharedRegion extends DefaultFileRegion {

    SharedRegion(Body.FileSlice slice) {
      super(slice.channel(), slice.offset(), slice.length());
    }

    @Override
    protected void deallocate() {}
  }
}
