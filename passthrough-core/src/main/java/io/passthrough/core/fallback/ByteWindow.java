package io.passthrough.core.fallback;

import java.io.IOException;
import java.io.InputStream;

/**
 * A ring buffer over the bytes of an object between two offsets, the tail and the head. Not
 * thread-safe, but for {@link #fill}, which touches only what nobody can see yet.
 */
final class ByteWindow {

  private final byte[] ring;
  private long tail;
  private long head;

  /**
   * Makes an empty window.
   *
   * @param from the offset of the first byte to come
   * @param capacity how many bytes it holds, at least 1
   */
  ByteWindow(long from, int capacity) {
    this.ring = new byte[capacity];
    this.tail = from;
    this.head = from;
  }

  int capacity() {
    return ring.length;
  }

  long tail() {
    return tail;
  }

  /** Returns how many bytes can come before older ones must go. */
  int room() {
    return ring.length - (int) (head - tail);
  }

  /** Forgets what lies before an offset. */
  void dropBefore(long offset) {
    tail = Math.max(tail, Math.min(offset, head));
  }

  /** Reads once into the room behind the head; {@link #advance} shows what was read. */
  int fill(InputStream in, long most) throws IOException {
    int at = (int) (head % ring.length);
    int length = (int) Math.min(most, Math.min(room(), ring.length - at));
    return in.read(ring, at, length);
  }

  void advance(int bytes) {
    head += bytes;
  }

  /** Copies what lies from an offset between tail and head on; returns how much. */
  int copy(long offset, byte[] target, int at, int most) {
    int start = (int) (offset % ring.length);
    int length = (int) Math.min(Math.min(most, head - offset), ring.length - start);
    System.arraycopy(ring, start, target, at, length);
    return length;
  }
}
