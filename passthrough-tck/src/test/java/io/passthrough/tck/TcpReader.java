package io.passthrough.tck;

import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetReader;
import io.passthrough.tck.TcpStore.Flaw;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** A body that comes over a connection of its own, which ends with the reader. */
final class TcpReader extends InputStream implements AssetReader {

  private final AssetInfo info;
  private final TcpLine line;
  private final Flaw flaw;
  private int left;
  private volatile boolean closed;

  TcpReader(AssetInfo info, TcpLine line, Flaw flaw) throws IOException {
    this.info = info;
    this.line = line;
    this.flaw = flaw;
    this.left = line.in().readInt();
  }

  @Override
  public AssetInfo info() {
    return info;
  }

  @Override
  public InputStream body() {
    return this;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (closed) {
      throw new IOException("The reader is closed");
    }
    if (left == 0 || length == 0) {
      return length == 0 ? 0 : -1;
    }
    int count = line.in().read(buffer, offset, Math.min(left, length));
    if (count < 0 && flaw != Flaw.SHORT_BODY_ENDS) {
      throw new IOException("The body breaks off, with " + left + " bytes to come");
    }
    left -= Math.max(0, count);
    return count;
  }

  @Override
  public void close() {
    try {
      if (!closed && flaw == Flaw.DRAINS) {
        readAllBytes();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    closed = true;
    if (flaw != Flaw.KEEPS_CONNECTIONS) {
      line.close();
    } else {
      HttpStore.keep(line);
    }
  }
}
