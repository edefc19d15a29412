package io.passthrough.tck.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A fault-injecting TCP proxy on the loopback interface, between a store and its backend, whatever
 * protocol is spoken: passes bytes on in both directions, counts what comes from the backend, and
 * holds it back or cuts the connection. An answer is what the backend says after the client has
 * said something. Thread-safe.
 */
public final class TcpProxy extends LineProxy {

  private static final int BUFFER_BYTES = 16 << 10;
  private static final Duration SLOW = Duration.ofMillis(150);
  private static final long WHOLE = Long.MAX_VALUE;

  private Duration late = Duration.ZERO;
  private Break broken = Break.NONE;
  private boolean lateOnce;
  private long left;
  private long uploadLeft = WHOLE;

  /** What happens after the bytes that are left. */
  private enum Break {
    NONE,
    CUT_ONCE,
    CUT,
    STALL_ONCE,
    STALL
  }

  /** What becomes of a piece of an answer. */
  private record Passage(int bytes, Break then) {}

  private TcpProxy(InetSocketAddress backend) {
    super(backend);
  }

  /**
   * Opens a proxy.
   *
   * @param backend where connections go on to
   * @return the proxy, which breaks nothing yet
   */
  public static TcpProxy to(InetSocketAddress backend) {
    TcpProxy proxy = new TcpProxy(backend);
    proxy.start();
    return proxy;
  }

  /**
   * Returns where to connect to.
   *
   * @return an address of the loopback interface
   */
  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port());
  }

  @Override
  public void stall() {
    arm(Break.STALL, 0);
  }

  @Override
  public void cutOnce(long bytes) {
    arm(Break.CUT_ONCE, bytes);
  }

  @Override
  public void cutAnswerOnce(long bytes) {
    cutOnce(bytes);
  }

  @Override
  public void stallOnce(long bytes) {
    arm(Break.STALL_ONCE, bytes);
  }

  @Override
  public synchronized void delayOnce(Duration by) {
    late = by;
    lateOnce = true;
  }

  @Override
  public synchronized void slow() {
    late = SLOW;
    lateOnce = false;
  }

  @Override
  public void cut() {
    arm(Break.CUT, 0);
  }

  @Override
  public synchronized void cutUploadOnce(long bytes) {
    uploadLeft = bytes;
  }

  @Override
  public void cutOnceFor(String name, long bytes) {
    cutOnce(bytes);
  }

  @Override
  public synchronized void heal() {
    arm(Break.NONE, 0);
    late = Duration.ZERO;
    uploadLeft = WHOLE;
  }

  private synchronized void arm(Break then, long after) {
    broken = then;
    left = after;
  }

  @Override
  public synchronized boolean isArmed() {
    return broken != Break.NONE || uploadLeft != WHOLE || !late.isZero();
  }

  private synchronized Passage pass(int bytes) {
    if (broken == Break.NONE || bytes <= left) {
      left -= Math.min(left, bytes);
      return new Passage(bytes, Break.NONE);
    }
    Passage passage = new Passage((int) left, broken);
    if (broken == Break.CUT_ONCE || broken == Break.STALL_ONCE) {
      broken = Break.NONE;
    }
    left = 0;
    return passage;
  }

  /** Returns how many bytes of a request still pass; fewer than there are cuts the connection. */
  private synchronized int passUpload(int bytes) {
    if (uploadLeft == WHOLE) {
      return bytes;
    }
    int passing = (int) Math.min(bytes, uploadLeft);
    uploadLeft = passing < bytes ? WHOLE : uploadLeft - passing;
    return passing;
  }

  private synchronized Duration late() {
    Duration now = late;
    if (lateOnce) {
      late = Duration.ZERO;
    }
    return now;
  }

  @Override
  void serve(Socket client) {
    try {
      Socket backend = connect();
      AtomicBoolean asked = new AtomicBoolean();
      start("tck-proxy-requests", () -> pumpRequests(client, backend, asked));
      pumpAnswers(client, backend, asked);
      release(backend);
    } catch (IOException e) {
      // The backend does not take the connection, so that the client's ends, too.
    } finally {
      release(client);
    }
  }

  private void pumpRequests(Socket client, Socket backend, AtomicBoolean asked) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      InputStream in = client.getInputStream();
      OutputStream out = backend.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        asked.set(true);
        int passing = passUpload(count);
        out.write(buffer, 0, passing);
        if (passing < count) {
          break;
        }
      }
    } catch (IOException e) {
      // One of the sides has gone: the other one learns it below.
    }
    release(client);
    release(backend);
  }

  private void pumpAnswers(Socket client, Socket backend, AtomicBoolean asked) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      InputStream in = backend.getInputStream();
      OutputStream out = client.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (asked.getAndSet(false)) {
          await(late());
        }
        Passage passage = pass(count);
        count(passage.bytes);
        out.write(buffer, 0, passage.bytes);
        if (passage.then == Break.CUT || passage.then == Break.CUT_ONCE) {
          break;
        }
        if (passage.then != Break.NONE) {
          awaitEnd();
        }
      }
    } catch (IOException e) {
      // One of the sides has gone: the other one learns it from its caller.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    release(client);
    release(backend);
  }
}
