package io.passthrough.spring;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * A non-blocking pump (Servlet 3.1) from a body to a response: writes when the client takes more,
 * and holds no thread meanwhile. A body that waits for a store is read on a thread of its own.
 * Thread-safe.
 */
final class BodyWriter implements WriteListener {

  /** Set on a request whose body broke off: its connection must be aborted. */
  static final String BROKEN = BodyWriter.class.getName() + ".BROKEN";

  private static final int PIECE_BYTES = 32 * 1024;

  private final AsyncContext context;
  private final ServletOutputStream output;
  private final BodyReader reader;
  private final Executor readers;
  private final byte[] piece = new byte[PIECE_BYTES];
  private int filled;
  private boolean reading;
  private boolean ended;

  /**
   * Makes a pump.
   *
   * @param context the request, whose processing the pump completes
   * @param output where to write
   * @param reader the body, which the pump closes
   * @param readers runs what may wait for a store
   */
  BodyWriter(
      AsyncContext context, ServletOutputStream output, BodyReader reader, Executor readers) {
    this.context = context;
    this.output = output;
    this.reader = reader;
    this.readers = readers;
  }

  @Override
  public synchronized void onWritePossible() throws IOException {
    pump();
  }

  private void pump() throws IOException {
    while (!ended && !reading && output.isReady()) {
      if (filled > 0) {
        int count = filled;
        filled = 0;
        output.write(piece, 0, count);
      } else if (reader.isAtEnd()) {
        complete();
      } else if (reader.waits()) {
        readSoon();
      } else {
        readNow();
      }
    }
  }

  private void readNow() {
    try {
      filled = reader.read(piece);
    } catch (IOException | RuntimeException e) {
      abort();
    }
  }

  private void readSoon() {
    reading = true;
    try {
      readers.execute(this::readAndPump);
    } catch (RejectedExecutionException e) {
      abort();
    }
  }

  /** Runs on a thread that may wait; nobody else touches the piece meanwhile. */
  private void readAndPump() {
    int count;
    try {
      count = reader.read(piece);
    } catch (IOException | RuntimeException e) {
      count = -1;
    }
    arrive(count);
  }

  private synchronized void arrive(int count) {
    reading = false;
    if (ended) {
      reader.close();
      return;
    }
    if (count < 0) {
      abort();
      return;
    }
    filled = count;
    try {
      pump();
    } catch (IOException e) {
      onError(e);
    }
  }

  private void complete() {
    end();
    context.complete();
  }

  /** Goes back to a thread of the container, which can abort the connection. */
  private void abort() {
    end();
    context.getRequest().setAttribute(BROKEN, true);
    context.dispatch();
  }

  private void end() {
    ended = true;
    reader.close();
  }

  /** Ends when the client is gone. A read under way closes the body when it is done. */
  @Override
  @SuppressWarnings("EmptyCatch")
  public synchronized void onError(Throwable failure) {
    if (ended) {
      return;
    }
    ended = true;
    reader.close();
    try {
      context.complete();
    } catch (IllegalStateException ignored) {
      // The container has completed the request already.
    }
  }
}
