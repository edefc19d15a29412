package io.passthrough.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.epoll.EpollSocketChannelConfig;

/**
 * Holds back what does not fill a packet ({@code TCP_CORK}), where the transport can: a head that
 * is written by itself then goes with the body, and does not wake the client for nothing.
 */
final class Cork {

  private Cork() {}

  static void put(Channel channel) {
    set(channel, true);
  }

  /** Sends what was held back. */
  static void pull(Channel channel) {
    set(channel, false);
  }

  private static void set(Channel channel, boolean wanted) {
    if (channel.config() instanceof EpollSocketChannelConfig config) {
      try {
        config.setTcpCork(wanted);
      } catch (ChannelException e) {
        // It is closed: what is written to it fails as well.
      }
    }
  }
}
