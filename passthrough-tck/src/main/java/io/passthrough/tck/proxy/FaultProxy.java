package io.passthrough.tck.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * A fault-injecting HTTP proxy on the loopback interface, between a store and its backend: counts
 * what passes and breaks the requests that it is armed for. Bytes are passed on as they are, so
 * that signatures hold. Thread-safe.
 */
public final class FaultProxy implements AutoCloseable {

  private static final int SEND_BUFFER_BYTES = 64 << 10;
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  private final URI backend;
  private final HeldPort port;
  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private Fault fault = new Fault.None();
  private int times;
  private Predicate<HttpHead> struck = request -> true;

  private FaultProxy(URI backend, HeldPort port) {
    this.backend = backend;
    this.port = port;
    this.listener = port.listener();
  }

  /**
   * Opens a proxy.
   *
   * @param backend where requests go on to, by HTTP
   * @return the proxy, which breaks nothing yet
   */
  public static FaultProxy to(URI backend) {
    try {
      FaultProxy proxy = new FaultProxy(backend, HeldPort.open());
      proxy.start("tck-proxy", proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns where to send requests.
   *
   * @return an address of the loopback interface
   */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port.number());
  }

  /**
   * Breaks the next request.
   *
   * @param next how
   */
  public synchronized void once(Fault next) {
    arm(next, 1, request -> true);
  }

  /**
   * Breaks the next request that may change something.
   *
   * @param next how
   */
  public synchronized void onceOnWrite(Fault next) {
    arm(next, 1, FaultProxy::isWrite);
  }

  /**
   * Breaks one request that may change something, after some that pass.
   *
   * @param passing how many pass
   * @param next how
   */
  public synchronized void onWrite(int passing, Fault next) {
    AtomicInteger left = new AtomicInteger(passing);
    arm(next, 1, request -> isWrite(request) && left.getAndDecrement() == 0);
  }

  /**
   * Breaks the next request whose target has a name in it.
   *
   * @param name the name
   * @param next how
   */
  public synchronized void onceFor(String name, Fault next) {
    arm(next, 1, request -> request.start().contains(name));
  }

  /**
   * Breaks every request from now on.
   *
   * @param next how
   */
  public synchronized void always(Fault next) {
    arm(next, Integer.MAX_VALUE, request -> true);
  }

  private void arm(Fault next, int count, Predicate<HttpHead> which) {
    fault = next;
    times = count;
    struck = which;
  }

  private static boolean isWrite(HttpHead request) {
    return !READS.contains(request.method());
  }

  /**
   * Returns whether a fault is still to come.
   *
   * @return false once every request that was to be broken has come
   */
  public synchronized boolean isArmed() {
    return times > 0;
  }

  /** Counts a request and decides what happens to it. */
  synchronized Fault take(HttpHead request) {
    requests.incrementAndGet();
    if (times == 0 || !struck.test(request)) {
      return new Fault.None();
    }
    times--;
    return fault;
  }

  /**
   * Counts requests.
   *
   * @return how many came so far
   */
  public int requests() {
    return requests.get();
  }

  /**
   * Counts the bytes of answers.
   *
   * @return how many went out so far
   */
  public long bytes() {
    return bytes.get();
  }

  void count(int sent) {
    bytes.addAndGet(sent);
  }

  /** Waits, at most until the proxy is closed. */
  void await(Duration duration) throws InterruptedException {
    closed.await(duration.toMillis(), TimeUnit.MILLISECONDS);
  }

  Socket connect() throws IOException {
    Socket socket = new Socket(backend.getHost(), backend.getPort());
    socket.setTcpNoDelay(true);
    open.add(socket);
    return socket;
  }

  private void accept() {
    while (closed.getCount() > 0) {
      try {
        Socket client = listener.accept();
        open.add(client);
        client.setTcpNoDelay(true);
        client.setSendBufferSize(SEND_BUFFER_BYTES);
        start("tck-proxy-line", () -> new FaultLine(this, client).run());
      } catch (IOException e) {
        break;
      }
    }
    ended.countDown();
  }

  void release(Socket socket) {
    open.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Refuses every connection from now on, and ends those that are open. */
  public void refuse() {
    closed.countDown();
    try {
      port.refuse();
      ended.await();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    open.forEach(this::release);
  }

  /** Gives the port back, too. */
  @Override
  public void close() {
    refuse();
    port.close();
  }
}
