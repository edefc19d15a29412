package io.passthrough.api;

import java.util.OptionalLong;

/**
 * A part of an object: an offset and, unless it reaches to the end, a length. There is no suffix
 * form: not every backend has one.
 *
 * @param offset the first byte, counted from 0
 * @param length how many bytes, at least 1, or empty for all the rest
 */
public record ByteRange(long offset, OptionalLong length) {

  /** The whole object. */
  public static final ByteRange ALL = new ByteRange(0, OptionalLong.empty());

  /**
   * Checks the bounds.
   *
   * @param offset the first byte
   * @param length how many bytes
   * @throws IllegalArgumentException when the offset is negative, the length below 1, or their sum
   *     beyond a long
   */
  public ByteRange {
    if (offset < 0) {
      throw new IllegalArgumentException("Illegal range: offset " + offset + " is negative");
    }
    if (length.isPresent() && length.getAsLong() < 1) {
      throw new IllegalArgumentException(
          "Illegal range: length " + length.getAsLong() + " is below 1");
    }
    if (length.isPresent() && Long.MAX_VALUE - offset < length.getAsLong()) {
      throw new IllegalArgumentException("Illegal range: it ends beyond 2^63-1");
    }
  }

  /**
   * Makes a range of an offset and a length.
   *
   * @param offset the first byte, counted from 0
   * @param length how many bytes, at least 1
   * @return the range
   */
  public static ByteRange of(long offset, long length) {
    return new ByteRange(offset, OptionalLong.of(length));
  }

  /**
   * Makes a range that reaches to the end.
   *
   * @param offset the first byte, counted from 0
   * @return the range
   */
  public static ByteRange from(long offset) {
    return new ByteRange(offset, OptionalLong.empty());
  }

  /**
   * Returns whether this is the whole object, whatever its size.
   *
   * @return true when the offset is 0 and there is no length
   */
  public boolean isAll() {
    return offset == 0 && length.isEmpty();
  }

  /**
   * Returns whether an object of this size has any byte of the range, or the range is {@link #ALL}.
   *
   * @param sizeBytes the object's size in bytes
   * @return false when the range starts at or past the end, which is an error for a read
   */
  public boolean fits(long sizeBytes) {
    return isAll() || offset < sizeBytes;
  }

  /**
   * Returns how many bytes of an object of this size the range selects.
   *
   * @param sizeBytes the object's size in bytes
   * @return the number of bytes from the offset to the range's or the object's end
   */
  public long lengthWithin(long sizeBytes) {
    long rest = Math.max(0, sizeBytes - offset);
    return length.isPresent() ? Math.min(rest, length.getAsLong()) : rest;
  }
}
