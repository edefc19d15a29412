package io.passthrough.azure;

import io.passthrough.api.Content;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The bytes of a put, opened again for each attempt. Remembers why its own bytes could not be read,
 * which would else look like trouble of the network.
 */
final class UploadSource implements AutoCloseable {

  private final Content content;
  private final AtomicReference<IOException> failure = new AtomicReference<>();
  private InputStream last = InputStream.nullInputStream();

  UploadSource(Content content) {
    this.content = content;
  }

  long length() {
    return content.length();
  }

  Optional<IOException> failure() {
    return Optional.ofNullable(failure.get());
  }

  /** Bytes that fit into memory, read here and now. */
  byte[] bytes(long offset, int length) {
    try (InputStream in = content.open(offset)) {
      return bytes(in, length);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Reads on in a stream that {@link #stream} has opened. */
  byte[] bytes(InputStream in, int length) {
    try {
      byte[] bytes = in.readNBytes(length);
      if (bytes.length < length) {
        throw new IOException("it ends before its length");
      }
      // Nobody else looks whether an empty content is at its end.
      if (content.length() == 0 && in.read() >= 0) {
        throw new IOException("it has more than the 0 bytes of its length");
      }
      return bytes;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** A stream for one attempt; the one before is closed. */
  synchronized InputStream stream(Checksums sums) {
    close();
    try {
      last = new Remembering(content.open(0), sums);
      return last;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Closes the stream of the latest attempt: the SDK leaves it open. */
  @Override
  public synchronized void close() {
    try {
      last.close();
    } catch (IOException e) {
      // Its bytes were read, or why not is known.
    }
  }

  private Unreadable failed(IOException e) {
    failure.compareAndSet(null, e);
    return new Unreadable();
  }

  /** Hides the {@link IOException} from the retry policy. */
  static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final class Remembering extends FilterInputStream {
    private final Checksums sums;

    Remembering(InputStream in, Checksums sums) {
      super(in);
      this.sums = sums;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      try {
        int read = in.read(buffer, offset, length);
        sums.update(buffer, offset, Math.max(0, read));
        return read;
      } catch (IOException e) {
        throw failed(e);
      }
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
