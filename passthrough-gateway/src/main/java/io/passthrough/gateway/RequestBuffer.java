package io.passthrough.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.util.Optional;

/** The bytes that a client has sent and that nobody has answered yet. Runs on the event loop. */
final class RequestBuffer {

  private final Channel channel;
  private final HeadReader heads = new HeadReader();
  private ByteBuf unread = Unpooled.EMPTY_BUFFER;
  private long dropped;

  RequestBuffer(Channel channel) {
    this.channel = channel;
  }

  /** Returns whether nothing of a request is there. */
  boolean isIdle() {
    return heads.atStart() && !unread.isReadable();
  }

  boolean hasBytes() {
    return unread.isReadable();
  }

  /** Adds bytes, which belong to the inbox from now on. */
  void add(ByteBuf bytes) {
    if (unread.isReadable()) {
      unread.discardSomeReadBytes();
      unread.writeBytes(bytes);
      bytes.release();
    } else {
      unread.release();
      unread = bytes;
    }
  }

  /** Takes the next head, when it is complete. */
  Optional<Head> next() throws BadRequestException {
    return heads.read(unread);
  }

  /** Lets the client wait while there is more than a request ahead of its turn. */
  void balance() {
    setAutoRead(unread.readableBytes() <= Limits.WAITING_BYTES);
  }

  /** Drops bytes after the last response, within a bound. */
  void drop(ByteBuf bytes) {
    dropped += bytes.readableBytes();
    bytes.release();
    setAutoRead(dropped <= Limits.LINGER_BYTES);
  }

  /** Drops what is there. */
  void clear() {
    unread.release();
    unread = Unpooled.EMPTY_BUFFER;
    setAutoRead(true);
  }

  private void setAutoRead(boolean wanted) {
    if (channel.config().isAutoRead() != wanted) {
      channel.config().setAutoRead(wanted);
    }
  }
}
