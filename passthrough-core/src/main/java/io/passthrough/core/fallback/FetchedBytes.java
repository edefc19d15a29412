package io.passthrough.core.fallback;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a body, counted by reference: as long as the cache keeps them they are in its
 * account, else in that of what is under way, until the last response that sends them has ended.
 * Thread-safe.
 */
public final class FetchedBytes {

  private final ByteBuffer bytes;
  private final InFlightBytes memory;
  private boolean cached;
  private int users;
  private @Nullable Runnable charge;

  /**
   * Makes bytes that nobody uses yet.
   *
   * @param bytes the bytes, read-only
   * @param memory where they count when the cache does not keep them
   */
  FetchedBytes(ByteBuffer bytes, InFlightBytes memory) {
    this.bytes = bytes;
    this.memory = memory;
  }

  /**
   * Returns the bytes.
   *
   * @return read-only, from position to limit; shared
   */
  public ByteBuffer buffer() {
    return bytes.duplicate();
  }

  /** Returns their number. */
  int size() {
    return bytes.remaining();
  }

  /**
   * Notes that a response sends them.
   *
   * @return ends that; harmless when repeated
   */
  public Runnable use() {
    count(1);
    AtomicBoolean ended = new AtomicBoolean();
    return () -> {
      if (!ended.getAndSet(true)) {
        count(-1);
      }
    };
  }

  private synchronized void count(int more) {
    users += more;
    settle();
  }

  /** Notes whether the cache keeps them. */
  synchronized void cached(boolean kept) {
    cached = kept;
    settle();
  }

  private void settle() {
    boolean counts = !cached && users > 0;
    Runnable now = charge;
    if (counts && now == null) {
      charge = memory.charge(size());
    } else if (!counts && now != null) {
      charge = null;
      now.run();
    }
  }
}
