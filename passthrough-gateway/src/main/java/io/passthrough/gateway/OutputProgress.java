package io.passthrough.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import java.time.Duration;

/**
 * Notices a client that takes nothing of what is ready for it, and how much that is. The queue in
 * the kernel is bounded, so that a slow client's progress shows here as well.
 */
final class OutputProgress {

  private final Channel channel;
  private long pending;
  private long progress;
  private long since;

  OutputProgress(Channel channel) {
    this.channel = channel;
  }

  boolean isPending() {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    return buffer != null && !buffer.isEmpty();
  }

  /** Returns how many bytes of memory wait for the client; shared bodies are not among them. */
  long pendingBytes() {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    return buffer == null ? 0 : buffer.totalPendingWriteBytes();
  }

  /** Returns whether nothing has moved for longer than the limit; called now and then. */
  boolean isStalled(long now, Duration limit) {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    if (buffer == null || buffer.isEmpty() || hasMoved(buffer)) {
      since = now;
      return false;
    }
    return now - since > limit.toNanos();
  }

  private boolean hasMoved(ChannelOutboundBuffer buffer) {
    long pendingNow = buffer.totalPendingWriteBytes();
    long progressNow = buffer.currentProgress();
    boolean moved = pendingNow != pending || progressNow != progress;
    pending = pendingNow;
    progress = progressNow;
    return moved;
  }
}
