package io.passthrough.tck.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A proxy's listener on the loopback interface, its connections and what it counts of them. */
abstract class LineProxy implements Line {

  private static final int SEND_BUFFER_BYTES = 64 << 10;

  private final InetSocketAddress backend;
  private final HeldPort port;
  private final ServerSocket listener;
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private final Set<Socket> backends = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  LineProxy(InetSocketAddress backend) {
    this.backend = backend;
    try {
      this.port = HeldPort.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.listener = port.listener();
  }

  /** Passes on what a client and the backend say, until one of them or a fault ends the line. */
  abstract void serve(Socket client);

  final void start() {
    start("tck-proxy", this::accept);
  }

  static void start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  final int port() {
    return port.number();
  }

  private void accept() {
    while (closed.getCount() > 0) {
      try {
        Socket client = listener.accept();
        connections.incrementAndGet();
        clients.add(client);
        client.setTcpNoDelay(true);
        client.setSendBufferSize(SEND_BUFFER_BYTES);
        start("tck-proxy-line", () -> serve(client));
      } catch (IOException e) {
        break;
      }
    }
    ended.countDown();
  }

  final Socket connect() throws IOException {
    Socket socket = new Socket(backend.getAddress(), backend.getPort());
    socket.setTcpNoDelay(true);
    backends.add(socket);
    return socket;
  }

  final void release(Socket socket) {
    clients.remove(socket);
    backends.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  final void count(int sent) {
    bytes.addAndGet(sent);
  }

  /** Waits, at most until the proxy is closed. */
  final void await(Duration duration) throws InterruptedException {
    closed.await(duration.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Waits until the proxy is closed. */
  final void awaitEnd() throws InterruptedException {
    closed.await();
  }

  @Override
  public final long bytes() {
    return bytes.get();
  }

  @Override
  public final int connections() {
    return connections.get();
  }

  @Override
  public final int open() {
    return clients.size();
  }

  @Override
  public final void refuse() {
    closed.countDown();
    try {
      port.refuse();
      ended.await();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    clients.forEach(this::release);
    backends.forEach(this::release);
  }

  /** Gives the port back, too. */
  @Override
  public final void close() {
    refuse();
    port.close();
  }
}
