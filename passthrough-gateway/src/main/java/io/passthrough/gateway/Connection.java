package io.passthrough.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.passthrough.core.serving.Body;
import io.passthrough.core.serving.Reply;
import io.passthrough.core.serving.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection: requests are answered one after the other, in their order. Runs on its
 * event loop, where what becomes of writes and closes arrives as events.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class Connection extends ChannelInboundHandlerAdapter implements StreamPump.Listener {

  private enum Phase {
    /** Waits for a request, or the rest of one. */
    READING,
    /** A response is to come, or its body is read piece by piece. */
    ANSWERING,
    /** The last response is on its way. */
    ENDING,
    /** Sends no more, and drops what still comes (RFC 9112, section 9.6). */
    LINGERING,
    /** Nothing is to be done. */
    CLOSED
  }

  private final Connections connections;
  private final Channel channel;
  private final RequestBuffer inbox;
  private final OutputProgress output;
  private final ResponseWriter writer;
  private Phase phase = Phase.READING;
  private long since = System.nanoTime();
  private boolean inputEnded;
  private boolean processing;
  private @Nullable StreamPump pump;
  private boolean lastPumped;

  Connection(Connections connections, Channel channel) {
    this.connections = connections;
    this.channel = channel;
    this.inbox = new RequestBuffer(channel);
    this.output = new OutputProgress(channel);
    this.writer = new ResponseWriter(channel, this::abort);
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (!connections.admit(this)) {
      channel.close();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    if (phase != Phase.READING && phase != Phase.ANSWERING) {
      inbox.drop(bytes);
      return;
    }
    if (phase == Phase.READING && inbox.isIdle()) {
      since = System.nanoTime();
    }
    inbox.add(bytes);
    process();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    channel.flush();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (!channel.isWritable()) {
      channel.flush();
    } else if (pump != null) {
      pump.resume();
    } else {
      process();
      channel.flush();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (!(event instanceof ChannelInputShutdownEvent)) {
      return;
    }
    inputEnded = true;
    if (phase == Phase.LINGERING) {
      channel.close();
    } else {
      process();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    phase = Phase.CLOSED;
    inbox.clear();
    if (pump != null) {
      pump.cancel();
    }
    connections.remove(this);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    abort();
  }

  /** Answers what can be answered now. */
  private void process() {
    if (processing) {
      return;
    }
    processing = true;
    boolean more = true;
    while (more && phase == Phase.READING && inbox.hasBytes() && channel.isWritable()) {
      more = processNext();
    }
    processing = false;
    boolean blocked = more && inbox.hasBytes();
    if (phase == Phase.READING && inputEnded && !blocked) {
      finish();
    } else {
      inbox.balance();
    }
  }

  private boolean processNext() {
    try {
      Optional<Head> head = inbox.next();
      head.ifPresent(this::answer);
      return head.isPresent();
    } catch (BadRequestException rejection) {
      reject(rejection.status());
      return true;
    }
  }

  private void reject(int status) {
    phase = Phase.ANSWERING;
    respond(Head.UNREADABLE, ConnectionErrors.error(status));
  }

  private void answer(Head head) {
    phase = Phase.ANSWERING;
    try {
      take(head, connections.handler().answer(head.request()));
    } catch (RuntimeException e) {
      fail(head);
    }
  }

  private void take(Head head, Reply reply) {
    if (reply instanceof Reply.Later later) {
      later.response().whenComplete((response, failure) -> arrive(head, response));
    } else {
      respond(head, ((Reply.Now) reply).response());
    }
  }

  /** Takes a response from any thread. */
  private void arrive(Head head, @Nullable Response response) {
    try {
      channel.eventLoop().execute(() -> respondLater(head, response));
    } catch (RejectedExecutionException e) {
      if (response != null) {
        Bodies.close(response.body());
      }
    }
  }

  private void respondLater(Head head, @Nullable Response response) {
    if (response == null) {
      fail(head);
    } else {
      respond(head, response);
    }
    channel.flush();
  }

  private void fail(Head head) {
    respond(head.asLast(), ConnectionErrors.error(500));
  }

  private void respond(Head head, Response response) {
    if (phase != Phase.ANSWERING) {
      Bodies.close(response.body());
      return;
    }
    boolean last = !head.persistent() || connections.draining();
    HeadWriter bytes;
    try {
      bytes = ResponseHead.write(head, response, last);
    } catch (RuntimeException e) {
      Bodies.close(response.body());
      fail(head);
      return;
    }
    boolean wanted = ResponseHead.hasContent(head, response);
    if (wanted && ResponseWriter.isSmall(response.body())) {
      writer.headAndBody(bytes, (Body.Bytes) response.body());
      proceed(last);
    } else {
      writer.head(bytes);
      send(response.body(), wanted, last);
    }
  }

  private void send(Body body, boolean wanted, boolean last) {
    if (!wanted) {
      Bodies.close(body);
      proceed(last);
    } else if (body instanceof Body.Streamed streamed) {
      lastPumped = last;
      pump = new StreamPump(channel, streamed, connections.readers(), this);
      channel.flush();
      pump.resume();
    } else {
      writer.body(body);
      proceed(last);
    }
  }

  @Override
  public void sent() {
    pump = null;
    proceed(lastPumped);
    channel.flush();
  }

  @Override
  public void broken() {
    abort();
  }

  private void proceed(boolean last) {
    if (last) {
      finish();
    } else {
      phase = Phase.READING;
      since = System.nanoTime();
      process();
    }
  }

  /** Ends the connection when everything has been sent. */
  private void finish() {
    phase = Phase.ENDING;
    inbox.clear();
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> linger());
  }

  /** Lets a client that still sends read the response: a reset would take it away. */
  private void linger() {
    if (phase != Phase.ENDING) {
      return;
    }
    if (inputEnded) {
      channel.close();
      return;
    }
    phase = Phase.LINGERING;
    since = System.nanoTime();
    ((DuplexChannel) channel).shutdownOutput();
  }

  /** Ends the connection so that nobody takes what was sent for the whole. */
  private void abort() {
    if (phase != Phase.CLOSED) {
      phase = Phase.CLOSED;
      resetOnClose();
      channel.close();
    }
  }

  private void resetOnClose() {
    try {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
    } catch (ChannelException e) {
      // The client has reset it already, or it is closed: there is nothing left to reset.
    }
  }

  /** Ends an idle connection, and makes the response under way the last of any other. */
  void drain() {
    channel.eventLoop().execute(this::endIfIdle);
  }

  private void endIfIdle() {
    if (phase != Phase.READING || !inbox.isIdle()) {
      return;
    }
    if (output.isPending()) {
      finish();
    } else {
      channel.close();
    }
  }

  boolean runsOn(EventLoop loop) {
    return channel.eventLoop().equals(loop);
  }

  /** Ends what takes too long; called now and then. */
  void checkTime(long now) {
    Limits limits = connections.limits();
    if (phase == Phase.LINGERING) {
      if (isOver(now, limits.linger())) {
        channel.close();
      }
    } else if (output.isStalled(now, limits.stall())) {
      abort();
    } else if (phase == Phase.READING && !output.isPending()) {
      checkReading(now, limits);
    }
  }

  private void checkReading(long now, Limits limits) {
    if (inbox.isIdle()) {
      if (isOver(now, limits.idle())) {
        channel.close();
      }
    } else if (isOver(now, limits.head())) {
      reject(408);
      channel.flush();
    }
  }

  private boolean isOver(long now, Duration limit) {
    return now - since > limit.toNanos();
  }
}
