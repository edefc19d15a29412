package io.passthrough.core.rewrite;

import io.passthrough.api.Content;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The bytes of a file with others put in between, read from the file at each opening. What is put
 * in is all that it keeps in memory.
 *
 * @param content the file's own bytes
 * @param splices what is put in, in the order of the places
 */
record SplicedContent(Content content, List<Splice> splices) implements Content {

  /**
   * What is put in.
   *
   * @param at the byte of the file in front of which they go, or its length
   * @param text the bytes, as ASCII characters
   */
  record Splice(long at, String text) {}

  SplicedContent {
    splices = List.copyOf(splices);
  }

  @Override
  public long length() {
    return content.length() + splices.stream().mapToLong(splice -> splice.text.length()).sum();
  }

  /** Only files that are read whole are spliced, so that skipping their start is cheap. */
  @Override
  public InputStream open(long offset) throws IOException {
    InputStream in = content.open(0);
    try {
      InputStream spliced = new Stream(in, splices);
      spliced.skipNBytes(offset);
      return spliced;
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private static final class Stream extends FilterInputStream {
    private final List<Splice> splices;
    private InputStream splice = InputStream.nullInputStream();
    private int next;
    private long position;

    Stream(InputStream in, List<Splice> splices) {
      super(in);
      this.splices = splices;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int spliced = splice.read(buffer, offset, length);
      if (spliced >= 0) {
        return spliced;
      }
      if (next < splices.size() && splices.get(next).at == position) {
        splice =
            new ByteArrayInputStream(splices.get(next++).text.getBytes(StandardCharsets.US_ASCII));
        return splice.read(buffer, offset, length);
      }
      long most = next < splices.size() ? splices.get(next).at - position : length;
      int count = in.read(buffer, offset, (int) Math.min(length, most));
      position += Math.max(0, count);
      return count;
    }

    @Override
    public long skip(long bytes) throws IOException {
      byte[] skipped = new byte[(int) Math.min(bytes, 1 << 13)];
      return Math.max(0, read(skipped, 0, skipped.length));
    }

    @Override
    public int available() {
      return 0;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
