package io.passthrough.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
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

  /** Of what lies on the heap so much is copied once in any case. */
  private static final int SMALL_HEAP_BYTES = 64 * 1024;

  private final Channel channel;
  private final SocketMemory.Share memory;

  ResponseWriter(Channel channel, SocketMemory.Share memory) {
    this.channel = channel;
    this.memory = memory;
  }

  /**
   * Returns whether a body is written in one piece with its head, which is then forgotten: as long
   * as there is memory for what the client may not take.
   */
  boolean isSmall(Body body) {
    if (!(body instanceof Body.Bytes bytes) || memory.isShort()) {
      return false;
    }
    int limit = bytes.buffer().isDirect() ? SMALL_BYTES : SMALL_HEAP_BYTES;
    return bytes.buffer().remaining() <= limit;
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

  /** Writes a body that does not block, and tells when it has been sent, or cannot be. */
  void body(Body body, ChannelFutureListener outcome) {
    channel.write(Bodies.message(body)).addListener(outcome);
  }

  /** Tells when all that was written has been sent. */
  void whenSent(ChannelFutureListener outcome) {
    channel.write(Unpooled.EMPTY_BUFFER).addListener(outcome);
  }

  private ByteBuf copy(HeadWriter head, int room) {
    ByteBuf copy = channel.alloc().directBuffer(head.size() + room);
    return copy.writeBytes(head.bytes(), 0, head.size());
  }
}
