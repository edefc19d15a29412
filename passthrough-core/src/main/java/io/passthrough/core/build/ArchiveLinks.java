package io.passthrough.core.build;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds the symbolic links in an archive. Their content is the name of another file, so that who
 * does not know them publishes that name for the file's bytes; {@link java.util.zip.ZipEntry} does
 * not tell. The layout is that of PKWARE's APPNOTE, sections 4.3.12 and 4.3.14 to 4.3.16.
 */
final class ArchiveLinks {

  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final int LOCATOR_SIGNATURE = 0x07064b50;
  private static final int LOCATOR_BYTES = 20;
  private static final int END64_BYTES = 56;
  private static final int HEADER_SIGNATURE = 0x02014b50;
  private static final int HEADER_BYTES = 46;
  private static final int FILE_TYPE = 0xf000;
  private static final int SYMBOLIC_LINK = 0xa000;

  private ArchiveLinks() {}

  /** The names of all links, read from an archive that was opened before, so is well formed. */
  static Set<String> of(Path archive) throws IOException {
    try (FileChannel channel = FileChannel.open(archive)) {
      return links(centralDirectory(channel));
    }
  }

  private static Set<String> links(ByteBuffer headers) {
    Set<String> links = new HashSet<>();
    while (headers.remaining() >= HEADER_BYTES
        && headers.getInt(headers.position()) == HEADER_SIGNATURE) {
      int at = headers.position();
      byte[] name = new byte[unsigned(headers, at + 28)];
      int end = at + HEADER_BYTES + name.length;
      int next = end + unsigned(headers, at + 30) + unsigned(headers, at + 32);
      if (next > headers.limit()) {
        break;
      }
      headers.get(at + HEADER_BYTES, name);
      if ((unsigned(headers, at + 40) & FILE_TYPE) == SYMBOLIC_LINK) {
        links.add(new String(name, StandardCharsets.UTF_8));
      }
      headers.position(next);
    }
    return links;
  }

  private static ByteBuffer centralDirectory(FileChannel channel) throws IOException {
    long start = Math.max(0, channel.size() - END_BYTES - LONGEST_COMMENT);
    ByteBuffer tail = read(channel, start, channel.size() - start);
    int end = tail.limit() - END_BYTES;
    while (end > 0 && tail.getInt(end) != END_SIGNATURE) {
      end--;
    }
    if (end >= LOCATOR_BYTES && tail.getInt(end - LOCATOR_BYTES) == LOCATOR_SIGNATURE) {
      long at = tail.getLong(end - LOCATOR_BYTES + 8);
      ByteBuffer end64 = read(channel, at, END64_BYTES);
      return read(channel, end64.getLong(48), end64.getLong(40));
    }
    // What stands before the archive, such as a script that starts it, is not counted in offsets.
    long size = Integer.toUnsignedLong(tail.getInt(end + 12));
    return read(channel, start + end - size, size);
  }

  private static ByteBuffer read(FileChannel channel, long at, long size) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
    int count = 0;
    while (count >= 0 && buffer.hasRemaining()) {
      count = channel.read(buffer, at + buffer.position());
    }
    return buffer.flip();
  }

  private static int unsigned(ByteBuffer buffer, int at) {
    return Short.toUnsignedInt(buffer.getShort(at));
  }
}
