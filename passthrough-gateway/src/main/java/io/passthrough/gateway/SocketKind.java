package io.passthrough.gateway;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;

/** Which of Netty's transports serves: epoll where its library can be loaded, else the JDK's. */
enum SocketKind {
  /** Linux's epoll. */
  EPOLL {
    @Override
    IoHandlerFactory ioHandlers() {
      return EpollIoHandler.newFactory();
    }

    @Override
    Class<? extends ServerChannel> listener() {
      return EpollServerSocketChannel.class;
    }

    // What is under way grows with the path; what waits in the kernel does not.
    @Override
    void boundSendQueue(ServerBootstrap server) {
      server.childOption(EpollChannelOption.TCP_NOTSENT_LOWAT, (long) UNSENT_BYTES);
    }
  },

  /** The JDK's selectors, on every system. */
  NIO {
    @Override
    IoHandlerFactory ioHandlers() {
      return NioIoHandler.newFactory();
    }

    @Override
    Class<? extends ServerChannel> listener() {
      return NioServerSocketChannel.class;
    }

    @Override
    void boundSendQueue(ServerBootstrap server) {
      server.childOption(ChannelOption.SO_SNDBUF, UNSENT_BYTES);
    }
  };

  /** Room for two small bodies; a client that reads 2 KiB a second shows progress in time. */
  private static final int UNSENT_BYTES = 128 * 1024;

  static SocketKind best() {
    return Epoll.isAvailable() ? EPOLL : NIO;
  }

  abstract IoHandlerFactory ioHandlers();

  abstract Class<? extends ServerChannel> listener();

  /** Bounds how much the kernel takes of what a client does not: so its progress is seen. */
  abstract void boundSendQueue(ServerBootstrap server);
}
