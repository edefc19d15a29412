package io.passthrough.gateway;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import io.passthrough.core.serving.Body;
import io.passthrough.core.serving.Response;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Sends the responses of one connection, one after the other. What is small is written and
 * forgotten; a larger body is alone until the client has taken it, so that a connection holds one
 * at most. All methods run on the event loop.
 */
final class ResponseSender implements StreamPump.Listener {

  /** Hears of each response how it ended. */
  interface Listener {
    /** The next response may follow. */
    void sent();

    /** The body cannot be sent whole. */
    void broken();
  }

  private final Channel channel;
  private final SocketMemory.Share memory;
  private final Executor readers;
  private final Listener outcome;
  private final ResponseWriter writer;
  private @Nullable StreamPump pump;

  ResponseSender(Channel channel, SocketMemory.Share memory, Executor readers, Listener outcome) {
    this.channel = channel;
    this.memory = memory;
    this.readers = readers;
    this.outcome = outcome;
    this.writer = new ResponseWriter(channel, memory);
  }

  /**
   * Sends a response, whose body is closed in any case.
   *
   * @return whether its head could be written
   */
  boolean send(Head head, Response response, boolean last) {
    HeadWriter bytes;
    try {
      bytes = ResponseHead.write(head, response, last);
    } catch (RuntimeException e) {
      Bodies.close(response.body());
      return false;
    }
    send(bytes, response.body(), ResponseHead.hasContent(head, response));
    return true;
  }

  private void send(HeadWriter head, Body body, boolean wanted) {
    if (wanted && writer.isSmall(body)) {
      writer.headAndBody(head, (Body.Bytes) body);
      outcome.sent();
      return;
    }
    writer.head(head);
    if (!wanted || body instanceof Body.None) {
      Bodies.close(body);
      bodiless();
    } else if (body instanceof Body.Streamed streamed) {
      pump = new StreamPump(new StreamPump.Output(channel, memory), streamed, readers, this);
      channel.flush();
      pump.resume();
    } else {
      writer.body(body, written -> sent(body, written));
      channel.flush();
    }
  }

  /** Many heads in the queue are much as well, when there is no memory for them. */
  private void bodiless() {
    if (memory.isShort()) {
      writer.whenSent(this::sent);
      channel.flush();
    } else {
      outcome.sent();
    }
  }

  private void sent(Body body, Future<? super Void> written) {
    Bodies.close(body);
    sent(written);
  }

  private void sent(Future<? super Void> written) {
    if (written.isSuccess()) {
      outcome.sent();
    } else {
      outcome.broken();
    }
  }

  /** Goes on when the client can take more. */
  void resume() {
    if (pump != null) {
      pump.resume();
    }
  }

  /** Stops what is under way. */
  void cancel() {
    if (pump != null) {
      pump.cancel();
    }
  }

  @Override
  public void sent() {
    pump = null;
    outcome.sent();
  }

  @Override
  public void broken() {
    outcome.broken();
  }
}
