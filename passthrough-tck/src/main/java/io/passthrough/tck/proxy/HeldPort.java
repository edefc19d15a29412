package io.passthrough.tck.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;

/**
 * A port of the loopback interface that nobody else gets after its listener has gone. A second
 * socket is bound to it and never listens, so that the system refuses connections. Where two
 * sockets cannot share a port, the second one takes it over from the first.
 */
final class HeldPort implements AutoCloseable {

  private static final int BACKLOG = 50;

  private final ServerSocket listener = new ServerSocket();
  private final Socket holder = new Socket();
  private final int number;

  private HeldPort() throws IOException {
    if (shared()) {
      listener.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      holder.setOption(StandardSocketOptions.SO_REUSEPORT, true);
    }
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    number = listener.getLocalPort();
    if (shared()) {
      hold();
    }
  }

  static HeldPort open() throws IOException {
    return new HeldPort();
  }

  private boolean shared() {
    return holder.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)
        && listener.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT);
  }

  private void hold() throws IOException {
    holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
  }

  ServerSocket listener() {
    return listener;
  }

  int number() {
    return number;
  }

  /** Ends the listener and keeps the port. */
  void refuse() throws IOException {
    listener.close();
    if (!holder.isBound()) {
      hold();
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      holder.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
