package io.passthrough.tck;

import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetReader;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A reader of bytes in memory whose stream throws when it is closed. */
final class ClosingStreamReader implements AssetReader {

  private final AssetInfo info;
  private final InputStream body;
  private volatile boolean closed;

  ClosingStreamReader(AssetInfo info, byte[] bytes) {
    this.info = info;
    this.body =
        new FilterInputStream(new ByteArrayInputStream(bytes)) {
          @Override
          public int read() throws IOException {
            requireOpen();
            return super.read();
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            requireOpen();
            return super.read(buffer, offset, length);
          }
        };
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new IOException("The reader is closed");
    }
  }

  @Override
  public AssetInfo info() {
    return info;
  }

  @Override
  public InputStream body() {
    return body;
  }

  @Override
  public void close() {
    closed = true;
  }
}
