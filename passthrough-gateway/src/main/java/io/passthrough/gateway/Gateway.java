package io.passthrough.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.passthrough.core.config.ListenerConfig;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.serving.RequestHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** An HTTP server that answers with a {@link RequestHandler}. Thread-safe. */
public final class Gateway implements AutoCloseable {

  private final Transport transport;
  private final Connections connections;
  private final Channel listener;
  private final URI uri;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Gateway(Transport transport, Connections connections, Channel listener, URI uri) {
    this.transport = transport;
    this.connections = connections;
    this.listener = listener;
    this.uri = uri;
  }

  /**
   * Serves what a configuration names: opens its store, indexes its root and listens. A store that
   * is down delays nothing.
   *
   * @param config the configuration
   * @return a gateway that accepts connections, with all that it answers from; the caller closes it
   * @throws io.passthrough.core.PassthroughException when the root cannot be indexed or the address
   *     not be bound
   * @throws io.passthrough.api.AssetStoreException when the store's options do not fit
   */
  public static ServedRelease serve(PassthroughConfig config) {
    return ServedRelease.start(config);
  }

  /**
   * Starts to listen.
   *
   * @param address the address to bind, such as {@code 127.0.0.1}
   * @param port the port, 0 to 65,535; 0 picks one
   * @param handler answers the requests; not closed by the gateway
   * @return a gateway that accepts connections, which the caller closes
   * @throws io.passthrough.core.PassthroughException when the address cannot be bound
   */
  public static Gateway start(String address, int port, RequestHandler handler) {
    return start(address, port, handler, Limits.DEFAULT);
  }

  static Gateway start(ListenerConfig listener, RequestHandler handler) {
    Limits limits = Limits.DEFAULT.withPerAddress(listener.perAddress());
    return start(listener.address(), listener.port(), handler, limits);
  }

  static Gateway start(String address, int port, RequestHandler handler, Limits limits) {
    InetAddress host = ListenFailure.resolve(address, port);
    Transport transport = new Transport();
    Connections connections = new Connections(handler, limits, transport.readers());
    ChannelFuture bound = transport.bind(new InetSocketAddress(host, port), connections);
    if (!bound.isSuccess()) {
      transport.stop();
      throw ListenFailure.of(address, port, bound.cause());
    }
    InetSocketAddress local = (InetSocketAddress) bound.channel().localAddress();
    return new Gateway(transport, connections, bound.channel(), uri(address, local.getPort()));
  }

  private static URI uri(String address, int port) {
    boolean bare = address.contains(":") && !address.startsWith("[");
    String host = bare ? '[' + address + ']' : address;
    return URI.create("http://" + host + ':' + port);
  }

  /**
   * Returns where it listens, with the port that was bound.
   *
   * @return such as {@code http://127.0.0.1:8080}
   */
  public URI uri() {
    return uri;
  }

  /**
   * Returns whether an event loop has ended by an error, so that some connections are never
   * answered.
   *
   * @return whether it should be started anew; false when it was closed
   */
  public boolean hasFailed() {
    return !transport.isAlive() && !closed.get();
  }

  /**
   * Drains: accepts no more connections, closes idle ones, lets the responses under way end within
   * ten seconds, then cuts off what is left. Harmless when repeated.
   */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    connections.beginDrain();
    listener.close().awaitUninterruptibly();
    awaitEnd(connections.drain());
    transport.stop();
  }

  private void awaitEnd(CompletableFuture<Void> drained) {
    try {
      drained.get(connections.limits().drain().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException e) {
      // What is still open after the grace period is cut off.
    }
  }
}
