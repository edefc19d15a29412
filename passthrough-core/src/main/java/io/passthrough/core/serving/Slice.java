package io.passthrough.core.serving;

/**
 * A part of a representation.
 *
 * @param first its first byte, counted from 0
 * @param length how many bytes, at least 1
 */
record Slice(long first, long length) {

  static Slice between(long first, long last) {
    return new Slice(first, last - first + 1);
  }

  long last() {
    return first + length - 1;
  }

  boolean overlaps(Slice other) {
    return first <= other.last() && other.first <= last();
  }

  Slice union(Slice other) {
    return between(Math.min(first, other.first), Math.max(last(), other.last()));
  }

  /** Returns the value of Content-Range. */
  String contentRange(long size) {
    return "bytes " + first + "-" + last() + "/" + size;
  }
}
