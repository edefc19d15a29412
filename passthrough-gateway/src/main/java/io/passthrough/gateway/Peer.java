package io.passthrough.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The other end of a connection. */
final class Peer {

  private Peer() {}

  /** Returns a client's address; all clients that are gone already share one. */
  static InetAddress address(Channel channel) {
    return channel.remoteAddress() instanceof InetSocketAddress remote
        ? remote.getAddress()
        : InetAddress.getLoopbackAddress();
  }

  /** Lets the client see that the connection was cut off, when it is closed. */
  static void resetOnClose(Channel channel) {
    try {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
    } catch (ChannelException e) {
      // The client has reset it already, or it is closed: there is nothing left to reset.
    }
  }
}
