package io.passthrough.fs;

import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetReader;
import io.passthrough.api.ByteRange;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** An open file. A put that replaces the object meanwhile leaves these bytes as they are. */
final class FsReader implements AssetReader {

  private final AssetInfo info;
  private final FileChannel file;
  private final InputStream body;

  FsReader(AssetInfo info, FileChannel file, ByteRange range) throws IOException {
    this.info = info;
    this.file = file.position(range.offset());
    this.body = new Body(range.lengthWithin(info.size()));
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
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close '" + info.key() + "'", e);
    }
  }

  private final class Body extends InputStream {

    private long rest;

    Body(long length) {
      this.rest = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (rest == 0 || length == 0) {
        file.position();
        return length == 0 ? 0 : -1;
      }
      int wanted = (int) Math.min(rest, length);
      int count = file.read(ByteBuffer.wrap(buffer, offset, wanted));
      if (count < 0) {
        throw new EOFException(
            "Cannot read: the file was cut short meanwhile, "
                + rest
                + " bytes of '"
                + info.key()
                + "' are missing");
      }
      rest -= count;
      return count;
    }
  }
}
