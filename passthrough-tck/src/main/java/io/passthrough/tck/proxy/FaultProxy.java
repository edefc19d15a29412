package io.passthrough.tck.proxy;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * A fault-injecting HTTP proxy on the loopback interface, between a store and its backend: counts
 * what passes and breaks the requests that it is armed for. Bytes are passed on as they are, so
 * that signatures hold. Thread-safe.
 */
public final class FaultProxy extends LineProxy {

  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  private final List<Long> arrivals = new ArrayList<>();
  private Fault fault = new Fault.None();
  private int times;
  private Predicate<HttpHead> struck = request -> true;

  private FaultProxy(URI backend) {
    super(new InetSocketAddress(backend.getHost(), backend.getPort()));
  }

  /**
   * Opens a proxy.
   *
   * @param backend where requests go on to, by HTTP
   * @return the proxy, which breaks nothing yet
   */
  public static FaultProxy to(URI backend) {
    FaultProxy proxy = new FaultProxy(backend);
    proxy.start();
    return proxy;
  }

  /**
   * Returns where to send requests.
   *
   * @return an address of the loopback interface
   */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port());
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
   * Breaks every request that may change something, after some that pass.
   *
   * @param passing how many pass
   * @param next how
   */
  public synchronized void fromWrite(int passing, Fault next) {
    AtomicInteger left = new AtomicInteger(passing);
    arm(next, Integer.MAX_VALUE, request -> isWrite(request) && left.getAndDecrement() <= 0);
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

  @Override
  public void stall() {
    always(new Fault.Silence());
  }

  @Override
  public void cutOnce(long bytes) {
    once(new Fault.CutBody(bytes));
  }

  @Override
  public void cutAnswerOnce(long bytes) {
    once(new Fault.CutAnswer(bytes));
  }

  @Override
  public void stallOnce(long bytes) {
    once(new Fault.StalledBody(bytes));
  }

  @Override
  public void delayOnce(Duration by) {
    once(new Fault.Late(by));
  }

  @Override
  public void slow() {
    always(new Fault.Late(Duration.ofSeconds(1)));
  }

  @Override
  public void cut() {
    always(new Fault.LostAnswer());
  }

  @Override
  public synchronized void cutUploadOnce(long bytes) {
    arm(new Fault.CutUpload(bytes), 1, request -> request.requestBody() > bytes);
  }

  @Override
  public void cutOnceFor(String name, long bytes) {
    onceFor(name, new Fault.CutBody(bytes));
  }

  @Override
  public synchronized void heal() {
    arm(new Fault.None(), 0, request -> true);
  }

  private void arm(Fault next, int count, Predicate<HttpHead> which) {
    fault = next;
    times = count;
    struck = which;
  }

  private static boolean isWrite(HttpHead request) {
    return !READS.contains(request.method());
  }

  @Override
  public synchronized boolean isArmed() {
    return times > 0;
  }

  /** Counts a request and decides what happens to it. */
  synchronized Fault take(HttpHead request) {
    arrivals.add(System.nanoTime());
    notifyAll();
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
  public synchronized int requests() {
    return arrivals.size();
  }

  /**
   * Waits for requests.
   *
   * @param count how many there must be in all
   * @param limit how long to wait
   * @return whether they came in time
   * @throws InterruptedException when the caller is interrupted
   */
  public synchronized boolean awaitRequests(int count, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    for (long left = limit.toMillis(); arrivals.size() < count && left > 0; ) {
      wait(left);
      left = Duration.ofNanos(end - System.nanoTime()).toMillis();
    }
    return arrivals.size() >= count;
  }

  /**
   * Measures the time between a request and the one that came after it.
   *
   * @param number the request's number, from zero
   * @return the time, or a day when it was the last one
   */
  public synchronized Duration pauseAfter(int number) {
    return number + 1 < arrivals.size()
        ? Duration.ofNanos(arrivals.get(number + 1) - arrivals.get(number))
        : Duration.ofDays(1);
  }

  @Override
  void serve(Socket client) {
    new FaultLine(this, client).run();
  }
}
