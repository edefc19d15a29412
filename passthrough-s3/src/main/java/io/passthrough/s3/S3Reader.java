package io.passthrough.s3;

import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetReader;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.utils.IoUtils;

/** An open GET. The length is counted, since not every HTTP client minds a body that breaks off. */
final class S3Reader implements AssetReader {

  private final AssetInfo info;
  private final ResponseInputStream<GetObjectResponse> in;
  private final Body body;
  private final AtomicBoolean closed = new AtomicBoolean();

  S3Reader(AssetInfo info, ResponseInputStream<GetObjectResponse> in) {
    this.info = info;
    this.in = in;
    this.body = new Body(in, in.response().contentLength());
  }

  @Override
  public AssetInfo info() {
    return info;
  }

  @Override
  public InputStream body() {
    return body;
  }

  /**
   * Closing alone would read what is left. A body that was read to its length has nothing left, and
   * its connection serves again.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    if (body.rest.get() > 0) {
      in.abort();
    } else {
      IoUtils.closeQuietlyV2(in, null);
    }
  }

  private final class Body extends FilterInputStream {
    private static final int SKIPPED_AT_ONCE = 8 << 10;

    private final AtomicLong rest;

    Body(InputStream in, long length) {
      super(in);
      this.rest = new AtomicLong(length);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (closed.get()) {
        throw new IOException("Cannot read: the reader is closed, '" + info.key() + "'");
      }
      try {
        return count(super.read(buffer, offset, length));
      } catch (IOException | SdkException e) {
        throw new IOException("Cannot read on: the body ended early, '" + info.key() + "'", e);
      }
    }

    /** Reads, so that what is skipped counts as well. */
    @Override
    public long skip(long count) throws IOException {
      byte[] skipped = new byte[(int) Math.max(0, Math.min(count, SKIPPED_AT_ONCE))];
      return Math.max(0, read(skipped, 0, skipped.length));
    }

    private int count(int read) throws IOException {
      if (read < 0 && rest.get() > 0) {
        throw new EOFException(rest.get() + " bytes are missing");
      }
      rest.addAndGet(-Math.max(0, read));
      return read;
    }

    @Override
    public void close() {
      S3Reader.this.close();
    }
  }
}
