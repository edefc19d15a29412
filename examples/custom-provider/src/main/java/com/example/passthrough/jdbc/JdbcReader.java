package com.example.passthrough.jdbc;

import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetReader;
import io.passthrough.api.ByteRange;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.Objects;

/** An open read: it has one piece of the body in memory, and nothing of the database. */
final class JdbcReader implements AssetReader {

  private final Reading reading;
  private final AssetInfo info;
  private final String store;
  private final Body body;
  private volatile boolean closed;

  JdbcReader(Reading reading, Reading.Start start, ByteRange range, String store) {
    this.reading = reading;
    this.info = start.info();
    this.store = store;
    this.body = new Body(start.piece(), range);
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

  private IOException failure(String reason) {
    return new IOException("Cannot read: " + reason + ", '" + info.key() + "' in " + store);
  }

  private final class Body extends InputStream {

    private byte[] piece;
    private int position;
    private long next;
    private long rest;

    /** Begins with a piece; {@code rest} bytes from {@code next} on come after it. */
    Body(byte[] piece, ByteRange range) {
      this.piece = piece;
      this.next = range.offset() + piece.length;
      this.rest = range.lengthWithin(info.size()) - piece.length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, buffer.length);
      if (closed) {
        throw failure("the reader is closed");
      }
      if (length == 0) {
        return 0;
      }
      if (position == piece.length && rest > 0) {
        fetch();
      }
      int count = Math.min(length, piece.length - position);
      System.arraycopy(piece, position, buffer, offset, count);
      position += count;
      return count == 0 ? -1 : count;
    }

    private void fetch() throws IOException {
      try {
        piece =
            reading
                .piece(info.version(), next, rest)
                .orElseThrow(() -> failure("the object was replaced or deleted meanwhile"));
      } catch (SQLException e) {
        IOException failure = failure("the database says '" + e.getMessage() + "'");
        failure.initCause(e);
        throw failure;
      }
      position = 0;
      next += piece.length;
      rest -= piece.length;
    }
  }
}
