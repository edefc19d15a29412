package io.passthrough.gateway;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Accounts for the direct memory that sockets hold back: parts of requests that came, and parts of
 * responses that their clients do not take. When it is short nothing is copied for a client any
 * more, and who sends half a request is refused. Thread-safe.
 */
final class SocketMemory {

  private static final int PART = 8;

  private final AtomicLong used = new AtomicLong();
  private final long limit;

  SocketMemory(long limit) {
    this.limit = limit;
  }

  /** Takes an eighth of the direct memory, which by default is as large as the heap may become. */
  static SocketMemory ofThisProcess() {
    return new SocketMemory(Runtime.getRuntime().maxMemory() / PART);
  }

  boolean isShort() {
    return used.get() > limit;
  }

  boolean isFull() {
    return used.get() > 2 * limit;
  }

  /** Makes the account of one connection. */
  Share share() {
    return new Share();
  }

  /** What one connection holds. Not thread-safe. */
  final class Share {

    private long held;

    private Share() {}

    /** Notes how many bytes it holds now. */
    void update(long bytes) {
      if (bytes != held) {
        used.addAndGet(bytes - held);
        held = bytes;
      }
    }

    boolean isShort() {
      return SocketMemory.this.isShort();
    }

    boolean isFull() {
      return SocketMemory.this.isFull();
    }
  }
}
