package io.passthrough.s3;

import io.passthrough.api.Content;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.utils.IoUtils;

/**
 * The bytes of a put as the SDK wants them: opened again for each attempt. Remembers why its own
 * bytes could not be read, which the SDK would take for a failure of the network and repeat.
 */
final class UploadSource implements AutoCloseable {

  private static final String TYPE = "application/octet-stream";

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

  /** The SDK never opens an empty body, so nobody would learn that it cannot be read. */
  RequestBody whole() {
    if (content.length() > 0) {
      return part(0, content.length());
    }
    try (InputStream in = content.open(0)) {
      if (in.read() >= 0) {
        throw failed(new IOException("it has more than the 0 bytes of its length"));
      }
      return RequestBody.empty();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Closes the stream of the latest attempt: the SDK leaves it open. */
  @Override
  public void close() {
    IoUtils.closeQuietlyV2(last, null);
  }

  RequestBody part(long offset, long length) {
    return RequestBody.fromContentProvider(new Part(offset, length), length, TYPE);
  }

  private SdkClientException failed(IOException e) {
    failure.compareAndSet(null, e);
    return SdkClientException.create("The content of a put cannot be read", new Unreadable());
  }

  /** Hides the {@link IOException} from the retry policy. */
  static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final class Part implements ContentStreamProvider {
    private final long offset;
    private final long length;

    Part(long offset, long length) {
      this.offset = offset;
      this.length = length;
    }

    @Override
    public InputStream newStream() {
      close();
      last = new Limited(opened(), length);
      return last;
    }

    /** The SDK's signer hides what is thrown here behind an exception of no kind. */
    private InputStream opened() {
      try {
        return content.open(offset);
      } catch (IOException e) {
        return new Unopened(e);
      }
    }
  }

  private static final class Unopened extends InputStream {
    private final IOException why;

    Unopened(IOException why) {
      this.why = why;
    }

    @Override
    public int read() throws IOException {
      throw why;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      throw why;
    }
  }

  private final class Limited extends FilterInputStream {
    private long rest;

    Limited(InputStream in, long length) {
      super(in);
      this.rest = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (rest == 0) {
        return -1;
      }
      try {
        int read = in.read(buffer, offset, (int) Math.min(length, rest));
        rest -= Math.max(0, read);
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
