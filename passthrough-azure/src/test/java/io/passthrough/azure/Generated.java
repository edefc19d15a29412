package io.passthrough.azure;

import io.passthrough.api.Content;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/**
 * Bytes that nobody keeps: each follows from its place, so that none can stand in for another's.
 *
 * @param length how many there are
 */
record Generated(long length) implements Content {

  private static final int BUFFER = 1 << 16;

  @Override
  public InputStream open(long offset) {
    return new Bytes(offset, length);
  }

  /** Returns the checksum of the bytes from an offset to an end. */
  static long checksum(long offset, long end) throws IOException {
    try (InputStream in = new Bytes(offset, end)) {
      return checksum(in);
    }
  }

  /** Reads to the end. */
  static long checksum(InputStream in) throws IOException {
    CRC32 sum = new CRC32();
    byte[] buffer = new byte[BUFFER];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      sum.update(buffer, 0, read);
    }
    return sum.getValue();
  }

  private static final class Bytes extends InputStream {
    private final long end;
    private long place;

    Bytes(long place, long end) {
      this.place = place;
      this.end = end;
    }

    @Override
    public int read() {
      return place == end ? -1 : at(place++) & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      int count = (int) Math.min(length, end - place);
      for (int i = 0; i < count; i++) {
        buffer[offset + i] = at(place + i);
      }
      place += count;
      return count == 0 && length > 0 ? -1 : count;
    }

    private static byte at(long place) {
      return (byte) (place ^ place >> 8 ^ place >> 16 ^ place >> 24);
    }
  }
}
