package io.passthrough.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpResponse;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetReader;
import io.passthrough.azure.AzureConnections.Lease;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpTimeoutException;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An open GET, which holds a connection until it is closed. Length and MD5 are compared, as far as
 * the server tells them.
 */
final class AzureReader implements AssetReader {

  private final AssetInfo info;
  private final HttpResponse response;
  private final Lease lease;
  private final StallWatch watch;
  private final Body body;
  private final AtomicBoolean closed = new AtomicBoolean();

  AzureReader(AssetInfo info, HttpResponse response, Lease lease, StallWatch watch) {
    this.info = info;
    this.response = response;
    this.lease = lease;
    this.watch = watch;
    this.body = new Body(response.getBodyAsInputStreamSync(), response.getHeaders());
  }

  @Override
  public AssetInfo info() {
    return info;
  }

  @Override
  public InputStream body() {
    return body;
  }

  /** The JDK's client ends the connection of a body that was not read to its end. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try {
        response.close();
      } catch (RuntimeException e) {
        // The connection is broken, which is what close() is for.
      } finally {
        lease.close();
      }
    }
  }

  private final class Body extends FilterInputStream {
    private static final int SKIPPED_AT_ONCE = 8 << 10;

    private final Checksums sums = new Checksums();
    private final Optional<byte[]> md5;
    private long rest;
    private boolean checked;

    Body(InputStream in, HttpHeaders headers) {
      super(in);
      this.rest = AzureInfo.length(headers);
      this.md5 =
          Optional.ofNullable(headers.getValue(HttpHeaderName.CONTENT_MD5))
              .map(text -> Base64.getDecoder().decode(text));
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
      // The JDK's stream would take the flag away and go on.
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("Cannot read on: interrupted, '" + info.key() + "'");
      }
      try {
        return count(buffer, offset, watched(buffer, offset, length));
      } catch (IOException | RuntimeException e) {
        AzureErrors.keepInterrupt(e);
        throw new IOException("Cannot read on: the body ended early, '" + info.key() + "'", e);
      }
    }

    private int watched(byte[] buffer, int offset, int length) throws IOException {
      AtomicBoolean stalled = new AtomicBoolean();
      Future<?> alarm = watch.start(() -> end(stalled));
      try {
        return in.read(buffer, offset, length);
      } catch (IOException e) {
        throw stalled.get() ? new HttpTimeoutException(watch.toString()) : e;
      } finally {
        alarm.cancel(false);
      }
    }

    private void end(AtomicBoolean stalled) {
      stalled.set(true);
      AzureReader.this.close();
    }

    /** Reads, so that what is skipped counts as well. */
    @Override
    public long skip(long count) throws IOException {
      byte[] skipped = new byte[(int) Math.max(0, Math.min(count, SKIPPED_AT_ONCE))];
      return Math.max(0, read(skipped, 0, skipped.length));
    }

    private int count(byte[] buffer, int offset, int read) throws IOException {
      if (read < 0 && rest > 0) {
        throw new EOFException(rest + " bytes are missing");
      }
      if (read > 0) {
        rest -= read;
        sums.update(buffer, offset, read);
      }
      if (rest == 0 && !checked) {
        checked = true;
        if (!sums.agree(md5.orElse(null), null)) {
          throw new IOException("its MD5 is not the one that the server tells");
        }
      }
      return read;
    }

    @Override
    public void close() {
      AzureReader.this.close();
    }
  }
}
