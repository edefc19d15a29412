package io.passthrough.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.passthrough.core.serving.Body;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Sends a body that blocks: reads a piece on a thread that may wait, writes it on the event loop,
 * and reads the next one when the client has taken enough. All methods run on the event loop.
 */
final class StreamPump {

  private static final int PIECE_BYTES = 64 * 1024;

  /** What a client that takes nothing holds, when memory is short. */
  private static final int SMALL_PIECE_BYTES = 4 * 1024;

  /** Hears how it ended, once, unless it was cancelled. */
  interface Listener {
    void sent();

    void broken();
  }

  /** Where it writes, and what that may hold. */
  record Output(Channel channel, SocketMemory.Share memory) {}

  private final Channel channel;
  private final Body.Streamed body;
  private final Executor readers;
  private final Listener outcome;
  private final SocketMemory.Share memory;
  private long left;
  private boolean waiting;
  private boolean ended;

  StreamPump(Output output, Body.Streamed body, Executor readers, Listener outcome) {
    this.channel = output.channel();
    this.memory = output.memory();
    this.body = body;
    this.readers = readers;
    this.outcome = outcome;
    this.left = body.length();
  }

  /** Goes on when the client can take more. */
  void resume() {
    if (ended || waiting) {
      return;
    }
    if (left == 0) {
      end();
      outcome.sent();
    } else if (channel.isWritable()) {
      readNext();
    }
  }

  /** Stops and aborts the stream. */
  void cancel() {
    end();
  }

  private void readNext() {
    int size = (int) Math.min(left, memory.isShort() ? SMALL_PIECE_BYTES : PIECE_BYTES);
    waiting = true;
    try {
      readers.execute(() -> read(size));
    } catch (RejectedExecutionException e) {
      fail();
    }
  }

  /** Runs on a thread that may wait. */
  private void read(int size) {
    ByteBuf piece = channel.alloc().directBuffer(size);
    boolean read = false;
    try {
      read = piece.writeBytes(body.stream(), size) >= 0;
    } catch (IOException | RuntimeException e) {
      read = false;
    } finally {
      arrive(piece, read);
    }
  }

  private void arrive(ByteBuf piece, boolean read) {
    try {
      channel.eventLoop().execute(read ? () -> write(piece) : () -> drop(piece));
    } catch (RejectedExecutionException e) {
      piece.release();
    }
  }

  private void drop(ByteBuf piece) {
    piece.release();
    fail();
  }

  private void write(ByteBuf piece) {
    waiting = false;
    if (ended) {
      piece.release();
      return;
    }
    left -= piece.readableBytes();
    channel
        .writeAndFlush(piece)
        .addListener(
            written -> {
              if (!written.isSuccess()) {
                fail();
              }
            });
    resume();
  }

  private void fail() {
    if (!ended) {
      end();
      outcome.broken();
    }
  }

  private void end() {
    if (!ended) {
      ended = true;
      Bodies.close(body);
    }
  }
}
