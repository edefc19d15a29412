package com.example.passthrough.jdbc;

import io.passthrough.api.Content;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The bytes of a put on their way to the driver. It remembers its own trouble: a driver reports it
 * like one of the database.
 */
final class Source extends FilterInputStream {

  private Optional<IOException> trouble = Optional.empty();

  private Source(InputStream in) {
    super(in);
  }

  static Source open(Content content) throws IOException {
    return new Source(content.open());
  }

  Optional<IOException> trouble() {
    return trouble;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return in.read(buffer, offset, length);
    } catch (IOException e) {
      trouble = Optional.of(e);
      throw e;
    }
  }

  /** Whoever goes back would give the driver bytes twice. */
  @Override
  public boolean markSupported() {
    return false;
  }
}
