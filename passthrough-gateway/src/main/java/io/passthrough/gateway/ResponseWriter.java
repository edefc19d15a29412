package io.passthrough.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.passthrough.core.serving.Body;
import java.nio.ByteBuffer;

/**
 * Writes the parts of responses to a channel, without flushing. What becomes of a head arrives as
 * an event of the channel.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class ResponseWriter {

  /** Copying so much costs less than a second buffer in the system call. */
  private static final int SMALL_BYTES = 8 * 1024;

  private final Channel channel;
  private final Runnable broken;

  /**
   * Makes a writer.
   *
   * @param broken run when a body cannot be sent
   */
  ResponseWriter(Channel channel, Runnable broken) {
    this.channel = channel;
    this.broken = broken;
  }

  static boolean isSmall(Body body) {
    return body instanceof Body.Bytes bytes && bytes.buffer().remaining() <= SMALL_BYTES;
  }

  void head(HeadWriter head) {
    channel.write(copy(head, 0), channel.voidPromise());
  }

  /** Writes a head with a small body. */
  void headAndBody(HeadWriter head, Body.Bytes body) {
    ByteBuffer bytes = body.buffer().duplicate();
    channel.write(copy(head, bytes.remaining()).writeBytes(bytes), channel.voidPromise());
    Bodies.close(body);
  }

  /** Writes a body that does not block, and closes it when it has been sent. */
  void body(Body body) {
    channel
        .write(Bodies.message(body))
        .addListener(
            written -> {
              Bodies.close(body);
              if (!written.isSuccess()) {
                broken.run();
              }
            });
  }

  private ByteBuf copy(HeadWriter head, int room) {
    ByteBuf copy = channel.alloc().directBuffer(head.size() + room);
    return copy.writeBytes(head.bytes(), 0, head.size());
  }
}
