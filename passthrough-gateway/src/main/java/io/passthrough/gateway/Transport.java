package io.passthrough.gateway;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads of a gateway: one event loop for each core, and readers of bodies that block. */
final class Transport {

  private static final int BACKLOG = 1024;
  private static final int READERS = 128;
  private static final int READER_IDLE_SECONDS = 30;

  /** A request fits; what is larger comes piece by piece. */
  private static final int RECEIVE_BYTES = 2 * 1024;

  private static final int MOST_RECEIVE_BYTES = 16 * 1024;

  private final SocketKind sockets = SocketKind.best();

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(
          Runtime.getRuntime().availableProcessors(),
          new DefaultThreadFactory("gateway", true),
          sockets.ioHandlers());

  private final ThreadPoolExecutor readers =
      new ThreadPoolExecutor(
          READERS,
          READERS,
          READER_IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          new DefaultThreadFactory("gateway-reader", true));

  Transport() {
    readers.allowCoreThreadTimeOut(true);
  }

  /** Returns what reads bodies that block; a connection has at most one read under way. */
  Executor readers() {
    return readers;
  }

  /** Binds an address; the result is complete. */
  ChannelFuture bind(InetSocketAddress address, Connections connections) {
    for (EventExecutor loop : loops) {
      connections.watch((EventLoop) loop);
    }
    ServerBootstrap server =
        new ServerBootstrap()
            .group(loops)
            .channel(sockets.listener())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childOption(
                ChannelOption.RECVBUF_ALLOCATOR,
                new AdaptiveRecvByteBufAllocator(512, RECEIVE_BYTES, MOST_RECEIVE_BYTES))
            .childHandler(new Accepted(connections));
    sockets.boundSendQueue(server);
    return server.bind(address).awaitUninterruptibly();
  }

  /** Returns whether every event loop runs: an error can end one, and its connections with it. */
  boolean isAlive() {
    for (EventExecutor loop : loops) {
      if (loop.isShuttingDown()) {
        return false;
      }
    }
    return true;
  }

  /** Cuts off what is still open. */
  void stop() {
    readers.shutdownNow();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }

  private static final class Accepted extends ChannelInitializer<Channel> {

    private final Connections connections;

    Accepted(Connections connections) {
      this.connections = connections;
    }

    @Override
    protected void initChannel(Channel channel) {
      channel.pipeline().addLast(new Connection(connections, channel));
    }
  }
}
