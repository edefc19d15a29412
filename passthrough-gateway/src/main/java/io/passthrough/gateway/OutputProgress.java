package io.passthrough.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import java.time.Duration;

/** Notices a client that takes nothing of what is ready for it. */
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
