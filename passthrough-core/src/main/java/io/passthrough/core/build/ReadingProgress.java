package io.passthrough.core.build;

import io.passthrough.core.PipelineListener;
import io.passthrough.core.PipelineListener.Hashed;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Counts the bytes that are read of a build, and passes it to a listener: in order, and at most
 * once for each of a hundred shares of all bytes. Thread-safe.
 */
final class ReadingProgress {

  private static final int SHARES = 100;

  private final PipelineListener listener;
  private final long total;
  private long read;
  private long reported;

  private ReadingProgress(PipelineListener listener, long total) {
    this.listener = listener;
    this.total = total;
  }

  static ReadingProgress of(Build build, PipelineListener listener) {
    return new ReadingProgress(listener, build.files().stream().mapToLong(BuildFile::size).sum());
  }

  /** Counts what is read from a stream. */
  InputStream watch(InputStream in) {
    return new Watched(in);
  }

  private synchronized void add(long bytes) {
    read += bytes;
    if (read == total || read - reported >= total / SHARES) {
      reported = read;
      listener.on(new Hashed(read, total));
    }
  }

  private final class Watched extends FilterInputStream {

    Watched(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      if (one >= 0) {
        add(1);
      }
      return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      if (count > 0) {
        add(count);
      }
      return count;
    }
  }
}
