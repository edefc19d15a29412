package io.passthrough.core.serving;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** What follows the head of a response. An adapter closes it when it has been sent or dropped. */
public sealed interface Body extends AutoCloseable {

  /** Nothing: HEAD, 304, or an empty representation. */
  record None() implements Body {}

  /**
   * Bytes in memory, shared: an adapter takes duplicates and never changes them.
   *
   * @param buffer read-only, from position to limit
   * @param release called at close
   */
  record Bytes(ByteBuffer buffer, Runnable release) implements Body {

    /**
     * Makes a body of bytes that stay.
     *
     * @param buffer read-only, from position to limit
     */
    public Bytes(ByteBuffer buffer) {
      this(buffer, Bytes::stay);
    }

    private static void stay() {}

    @Override
    public void close() {
      release.run();
    }
  }

  /**
   * A part of an open file.
   *
   * @param channel an open channel, shared: read by position only
   * @param offset the first byte
   * @param length how many bytes
   * @param release called once at close
   */
  record FileSlice(FileChannel channel, long offset, long length, Runnable release)
      implements Body {
    @Override
    public void close() {
      release.run();
    }
  }

  /**
   * Bytes that come as they are read, blocking: an adapter reads on a thread that may wait, at the
   * pace of its client. An exception from the stream means that the connection must be aborted: a
   * broken body never ends as a well-formed one.
   *
   * @param stream yields exactly {@code length} bytes or throws; closing it aborts
   * @param length how many bytes
   */
  record Streamed(InputStream stream, long length) implements Body {
    @Override
    public void close() {
      try {
        stream.close();
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  @Override
  default void close() {}
}
