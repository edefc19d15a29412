package io.passthrough.core.store;

import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetReader;
import io.passthrough.api.ByteRange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** One state of an object in memory. Immutable. */
final class MemoryObject {

  private final AssetInfo info;
  private final byte[] bytes;

  MemoryObject(AssetInfo info, byte[] bytes) {
    this.info = info;
    this.bytes = bytes;
  }

  AssetInfo info() {
    return info;
  }

  AssetReader reader(ByteRange range) {
    int length = (int) range.lengthWithin(bytes.length);
    return new Reader(info, new ByteArrayInputStream(bytes, (int) range.offset(), length));
  }

  private static final class Reader implements AssetReader {
    private final AssetInfo info;
    private final InputStream body;
    private volatile boolean closed;

    Reader(AssetInfo info, InputStream bytes) {
      this.info = info;
      this.body = new Body(bytes);
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

    private final class Body extends InputStream {
      private final InputStream in;

      Body(InputStream in) {
        this.in = in;
      }

      @Override
      public int read() throws IOException {
        requireOpen();
        return in.read();
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        requireOpen();
        return in.read(buffer, offset, length);
      }

      private void requireOpen() throws IOException {
        if (closed) {
          throw new IOException("Cannot read: the reader is closed, '" + info.key() + "'");
        }
      }
    }
  }
}
