package io.passthrough.core.serving;

import io.passthrough.core.build.BuildFile;
import io.passthrough.core.build.VerifiedContent;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/**
 * Bytes in an archive, unpacked while they are sent.
 *
 * @param root the archive, which stays open as long as one of its entries is sent
 * @param file the entry
 * @param verified makes the entry's content with a check of its hash, anew for each client
 */
record ArchivePayload(OpenRoot root, BuildFile file, Supplier<VerifiedContent> verified)
    implements Payload {

  @Override
  public Body body(Slice slice) {
    return new Body.Streamed(new Entry(slice), slice.length());
  }

  /** Opens the entry at the first read, which may wait, and not before. */
  private final class Entry extends InputStream {
    private final Slice slice;
    private InputStream in = InputStream.nullInputStream();
    private boolean opened;
    private long left;

    Entry(Slice slice) {
      this.slice = slice;
      this.left = slice.length();
      root.enter();
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      if (!opened) {
        in = open(slice.first());
        opened = true;
      }
      int n = in.read(buffer, offset, (int) Math.min(length, left));
      if (n < 0) {
        throw new IOException("Cannot serve: an entry of the archive ends early");
      }
      left -= n;
      return n;
    }

    /** Only what is read from the start can be held against the hash. */
    private InputStream open(long first) throws IOException {
      return first == 0 ? verified.get().open() : file.content().open(first);
    }

    @Override
    public void close() throws IOException {
      try {
        in.close();
      } finally {
        root.leave();
      }
    }
  }
}
