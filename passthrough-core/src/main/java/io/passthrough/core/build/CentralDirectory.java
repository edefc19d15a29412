package io.passthrough.core.build;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;

/**
 * Reads the central directory of an archive, also of one within another, which {@link
 * java.util.zip.ZipFile} cannot open, and with the symbolic links, which {@link
 * java.util.zip.ZipEntry} does not tell. The layout is that of PKWARE's APPNOTE, sections 4.3.12
 * and 4.3.14 to 4.3.16.
 */
final class CentralDirectory {

  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final int LOCATOR_SIGNATURE = 0x07064b50;
  private static final int LOCATOR_BYTES = 20;
  private static final int END64_SIGNATURE = 0x06064b50;
  private static final int END64_BYTES = 56;
  private static final int HEADER_SIGNATURE = 0x02014b50;
  private static final int HEADER_BYTES = 46;
  private static final int FILE_TYPE = 0xf000;
  private static final int SYMBOLIC_LINK = 0xa000;

  private final ZipBytes bytes;

  private CentralDirectory(ZipBytes bytes) {
    this.bytes = bytes;
  }

  /** Reads the headers of all entries, in their order. */
  static List<CentralHeader> read(ZipBytes bytes) throws IOException {
    return new CentralDirectory(bytes).headers();
  }

  private List<CentralHeader> headers() throws IOException {
    long start = Math.max(0, bytes.size() - END_BYTES - LONGEST_COMMENT);
    ByteBuffer tail = buffer(start, bytes.size() - start);
    int end = tail.limit() - END_BYTES;
    while (end >= 0 && tail.getInt(end) != END_SIGNATURE) {
      end--;
    }
    if (end < 0) {
      throw new ZipException("it has no end record");
    }
    if (end >= LOCATOR_BYTES && tail.getInt(end - LOCATOR_BYTES) == LOCATOR_SIGNATURE) {
      return headers64(tail.getLong(end - LOCATOR_BYTES + 8), start + end - LOCATOR_BYTES);
    }
    long size = Integer.toUnsignedLong(tail.getInt(end + 12));
    return headers(start + end - size, size, Integer.toUnsignedLong(tail.getInt(end + 16)));
  }

  /** Reads by the record of large archives, which lies where it is said to be or at its end. */
  private List<CentralHeader> headers64(long said, long locator) throws IOException {
    long at = said;
    if (at > locator - END64_BYTES || buffer(at, END64_BYTES).getInt(0) != END64_SIGNATURE) {
      at = locator - END64_BYTES;
    }
    ByteBuffer end = buffer(at, END64_BYTES);
    return headers(at - end.getLong(40), end.getLong(40), end.getLong(48));
  }

  /** What stands before the archive, such as a script that starts it, is not counted in offsets. */
  private List<CentralHeader> headers(long at, long size, long said) throws IOException {
    return headers(buffer(at, size), at - said);
  }

  private static List<CentralHeader> headers(ByteBuffer from, long shift) {
    List<CentralHeader> headers = new ArrayList<>();
    while (from.remaining() >= HEADER_BYTES && from.getInt(from.position()) == HEADER_SIGNATURE) {
      int at = from.position();
      byte[] name = new byte[unsigned(from, at + 28)];
      int end = at + HEADER_BYTES + name.length;
      int next = end + unsigned(from, at + 30) + unsigned(from, at + 32);
      if (next > from.limit()) {
        break;
      }
      from.get(at + HEADER_BYTES, name);
      headers.add(header(from, at, new String(name, StandardCharsets.UTF_8), shift));
      from.position(next);
    }
    return headers;
  }

  private static CentralHeader header(ByteBuffer from, int at, String name, long shift) {
    return new CentralHeader(
        name,
        unsigned(from, at + 8),
        unsigned(from, at + 10),
        Integer.toUnsignedLong(from.getInt(at + 16)),
        Integer.toUnsignedLong(from.getInt(at + 20)),
        Integer.toUnsignedLong(from.getInt(at + 24)),
        Integer.toUnsignedLong(from.getInt(at + 42)) + shift,
        (unsigned(from, at + 40) & FILE_TYPE) == SYMBOLIC_LINK);
  }

  private ByteBuffer buffer(long at, long size) throws IOException {
    if (at < 0 || size < 0 || size > bytes.size() - at || size > Integer.MAX_VALUE - 8) {
      throw new ZipException("its end record leads outside");
    }
    return ByteBuffer.wrap(bytes.read(at, (int) size)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int unsigned(ByteBuffer buffer, int at) {
    return Short.toUnsignedInt(buffer.getShort(at));
  }
}
