package io.passthrough.gateway;

import io.netty.channel.EventLoop;
import io.passthrough.core.serving.RequestHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The open connections and what they share. Thread-safe. */
final class Connections {

  private final RequestHandler handler;
  private final Limits limits;
  private final Executor readers;
  private final SocketMemory memory = SocketMemory.ofThisProcess();
  private final Admission admission;
  private final CompletableFuture<Void> drained = new CompletableFuture<>();
  private volatile boolean draining;
  private volatile boolean ended;

  Connections(RequestHandler handler, Limits limits, Executor readers) {
    this.handler = handler;
    this.limits = limits;
    this.admission = new Admission(limits.connections(), limits.perAddress());
    this.readers = readers;
  }

  RequestHandler handler() {
    return handler;
  }

  Limits limits() {
    return limits;
  }

  Executor readers() {
    return readers;
  }

  SocketMemory memory() {
    return memory;
  }

  boolean draining() {
    return draining;
  }

  /** Takes a connection, or tells that there are too many, or that it comes too late. */
  boolean admit(Connection connection) {
    return admission.admit(connection) && !ended;
  }

  void remove(Connection connection) {
    admission.remove(connection);
    if (ended && admission.isEmpty()) {
      drained.complete(null);
    }
  }

  /** Looks after the time limits of one event loop's connections. */
  @SuppressWarnings("FutureReturnValueIgnored") // ends with its loop
  void watch(EventLoop loop) {
    long tick = limits.tick().toMillis();
    loop.scheduleWithFixedDelay(() -> check(loop), tick, tick, TimeUnit.MILLISECONDS);
  }

  private void check(EventLoop loop) {
    long now = System.nanoTime();
    for (Connection connection : admission.open()) {
      if (connection.runsOn(loop)) {
        connection.checkTime(now);
      }
    }
  }

  /** Makes every response from now on the last of its connection. */
  void beginDrain() {
    draining = true;
  }

  /** Closes idle connections; the result completes when the last of the others has ended. */
  CompletableFuture<Void> drain() {
    ended = true;
    admission.open().forEach(Connection::drain);
    if (admission.isEmpty()) {
      drained.complete(null);
    }
    return drained;
  }
}
