package io.passthrough.gcs;

import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.CRC32C;

/** An open object. A read of the whole compares checksums before it ends. */
final class GcsReader implements AssetReader {

  private final AssetInfo info;
  private final GenerationBytes bytes;
  private final Body body;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Takes opened bytes over.
   *
   * @param checksum the CRC32C that all the bytes must have, as the server writes it; empty for a
   *     part of an object
   */
  GcsReader(AssetInfo info, GenerationBytes bytes, Optional<String> checksum) {
    this.info = info;
    this.bytes = bytes;
    this.body = new Body(checksum);
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
    if (closed.compareAndSet(false, true)) {
      bytes.close();
    }
  }

  /** Writes a checksum as the server does. */
  static String text(CRC32C sum) {
    int value = (int) sum.getValue();
    byte[] bigEndian = {
      (byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value
    };
    return Base64.getEncoder().encodeToString(bigEndian);
  }

  private final class Body extends InputStream {
    private final Optional<String> checksum;
    private final CRC32C sum = new CRC32C();

    Body(Optional<String> checksum) {
      this.checksum = checksum;
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
      if (length == 0) {
        return 0;
      }
      if (bytes.rest() == 0) {
        requireChecksum();
        return -1;
      }
      return readSome(buffer, offset, length);
    }

    private int readSome(byte[] buffer, int offset, int length) throws IOException {
      try {
        int read = bytes.read(buffer, offset, length);
        if (checksum.isPresent()) {
          sum.update(buffer, offset, read);
        }
        return read;
      } catch (IOException e) {
        throw new IOException("Cannot read on: the body ended early, '" + info.key() + "'", e);
      }
    }

    private void requireChecksum() throws IOException {
      if (checksum.isPresent() && !checksum.get().equals(text(sum))) {
        throw new IOException(
            "Cannot read: the bytes have another CRC32C than the object, '" + info.key() + "'");
      }
    }

    @Override
    public void close() {
      GcsReader.this.close();
    }
  }
}
