package io.passthrough.azure;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The CRC-64 that Azure Storage computes (polynomial 0x9A6C9329AC4BC9B5, reflected), by a table.
 * Not thread-safe.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/storageservices/put-blob">x-ms-content-crc64
 *     </a>
 */
final class Crc64 {

  private static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;
  private static final long[] TABLE = table();

  private long rest = -1;

  private static long[] table() {
    long[] table = new long[256];
    for (int i = 0; i < table.length; i++) {
      long value = i;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        value = (value & 1) == 0 ? value >>> 1 : (value >>> 1) ^ POLYNOMIAL;
      }
      table[i] = value;
    }
    return table;
  }

  void update(byte[] bytes, int offset, int length) {
    long value = rest;
    for (int i = offset; i < offset + length; i++) {
      value = TABLE[(int) (value ^ bytes[i]) & 0xff] ^ (value >>> Byte.SIZE);
    }
    rest = value;
  }

  /** Returns the eight bytes as the service writes them, the lowest first. */
  byte[] digest() {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(~rest).array();
  }
}
