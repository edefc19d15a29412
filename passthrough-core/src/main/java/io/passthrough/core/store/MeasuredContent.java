package io.passthrough.core.store;

import io.passthrough.api.Content;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A content whose streams yield what its length promises, or throw. */
final class MeasuredContent implements Content {

  private final Content content;
  private final long length;
  private volatile @Nullable String fault;

  MeasuredContent(Content content, long length) {
    this.content = content;
    this.length = length;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public InputStream open(long offset) throws IOException {
    return new Measured(content.open(offset), length - offset);
  }

  /** Returns how the length of a stream was wrong, or empty when none has. */
  Optional<String> fault() {
    return Optional.ofNullable(fault);
  }

  private IOException wrongLength(String what) {
    String message = "its content has " + what + " than the " + length + " bytes of its length";
    fault = message;
    return new IOException(message);
  }

  private final class Measured extends InputStream {
    private final InputStream in;
    private long left;
    private boolean ended;

    Measured(InputStream in, long left) {
      this.in = in;
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
      if (count == 0) {
        return 0;
      }
      if (left == 0) {
        requireEnd();
        return -1;
      }
      int got = in.read(buffer, offset, (int) Math.min(count, left));
      if (got < 0) {
        throw wrongLength("fewer");
      }
      left -= got;
      if (left == 0) {
        requireEnd();
      }
      return got;
    }

    /** A store that reads no further than the length would never see what is beyond. */
    private void requireEnd() throws IOException {
      if (!ended && in.read() >= 0) {
        throw wrongLength("more");
      }
      ended = true;
    }

    @Override
    public int available() throws IOException {
      return (int) Math.min(left, in.available());
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
