package io.passthrough.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.util.Optional;

/**
 * The bytes that a client has sent and that nobody has answered yet. Nothing is held when there are
 * none. Runs on the event loop.
 */
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

  /** Returns how many bytes of memory are held. */
  long held() {
    return (long) unread.capacity() + heads.held();
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
    Optional<Head> head = heads.read(unread);
    if (!unread.isReadable()) {
      release();
    }
    return head;
  }

  /** Lets the client wait while there is a request, or part of one, ahead of its turn. */
  void balance(boolean answering) {
    setAutoRead(!answering || !unread.isReadable());
  }

  /** Drops bytes after the last response, within a bound. */
  void drop(ByteBuf bytes) {
    dropped += bytes.readableBytes();
    bytes.release();
    setAutoRead(dropped <= Limits.LINGER_BYTES);
  }

  /** Drops what is there. */
  void clear() {
    release();
    setAutoRead(true);
  }

  private void release() {
    unread.release();
    unread = Unpooled.EMPTY_BUFFER;
  }

  private void setAutoRead(boolean wanted) {
    if (channel.config().isAutoRead() != wanted) {
      channel.config().setAutoRead(wanted);
    }
  }
}
