package io.passthrough.gateway;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
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

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(
          Runtime.getRuntime().availableProcessors(),
          new DefaultThreadFactory("gateway", true),
          NioIoHandler.newFactory());

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
    return new ServerBootstrap()
        .group(loops)
        .channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
        .childHandler(new Accepted(connections))
        .bind(address)
        .awaitUninterruptibly();
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
