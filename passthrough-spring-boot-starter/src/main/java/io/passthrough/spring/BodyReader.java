package io.passthrough.spring;

import io.passthrough.core.serving.Body;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A cursor over a response's body, which reads it piece by piece. Not thread-safe. */
final class BodyReader implements AutoCloseable {

  private final Body body;
  private final long length;
  private long position;

  BodyReader(Body body) {
    this.body = body;
    this.length = length(body);
  }

  private static long length(Body body) {
    if (body instanceof Body.Bytes bytes) {
      return bytes.buffer().remaining();
    }
    if (body instanceof Body.FileSlice slice) {
      return slice.length();
    }
    return body instanceof Body.Streamed streamed ? streamed.length() : 0;
  }

  /** Returns whether reading waits for a store. */
  boolean waits() {
    return body instanceof Body.Streamed;
  }

  /** Returns whether the body lies in memory and has at most so many bytes. */
  boolean isSmall(int limit) {
    return body instanceof Body.Bytes && length <= limit;
  }

  boolean isAtEnd() {
    return position == length;
  }

  /**
   * Reads the next piece.
   *
   * @return how many bytes, at least one unless it is at the end
   * @throws IOException when the body breaks off
   */
  int read(byte[] piece) throws IOException {
    int wanted = (int) Math.min(piece.length, length - position);
    int count = read(piece, wanted);
    if (count < wanted) {
      throw new EOFException("The body ends after " + (position + count) + " of " + length);
    }
    position += count;
    return count;
  }

  private int read(byte[] piece, int wanted) throws IOException {
    if (body instanceof Body.Bytes bytes) {
      ByteBuffer buffer = bytes.buffer();
      buffer.get(buffer.position() + (int) position, piece, 0, wanted);
      return wanted;
    }
    if (body instanceof Body.FileSlice slice) {
      return read(slice, ByteBuffer.wrap(piece, 0, wanted));
    }
    return body instanceof Body.Streamed streamed
        ? streamed.stream().readNBytes(piece, 0, wanted)
        : 0;
  }

  private int read(Body.FileSlice slice, ByteBuffer piece) throws IOException {
    while (piece.hasRemaining()) {
      long from = slice.offset() + position + piece.position();
      if (slice.channel().read(piece, from) < 0) {
        break;
      }
    }
    return piece.position();
  }

  /** Closes the body; nobody is left to hear of a failure. */
  @Override
  @SuppressWarnings("EmptyCatch")
  public void close() {
    try {
      body.close();
    } catch (RuntimeException ignored) {
      // The response is decided already, and the body's owner has cleaned up what it could.
    }
  }
}
