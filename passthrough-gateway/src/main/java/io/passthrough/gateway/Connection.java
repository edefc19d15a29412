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
import io.passthrough.core.serving.Reply;
import io.passthrough.core.serving.Response;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection: requests are answered one after the other, in their order. Runs on its
 * event loop, where what becomes of writes and closes arrives as events.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class Connection extends ChannelInboundHandlerAdapter implements ResponseSender.Listener {

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
  private final InetAddress address;
  private final RequestBuffer inbox;
  private final OutputProgress output;
  private final SocketMemory.Share memory;
  private final ResponseSender sender;
  private final IdleTime idle = new IdleTime();
  private Phase phase = Phase.READING;
  private long since = System.nanoTime();
  private boolean inputEnded;
  private boolean processing;
  private boolean lastUnderWay;

  Connection(Connections connections, Channel channel) {
    this.connections = connections;
    this.channel = channel;
    this.address = address(channel);
    this.inbox = new RequestBuffer(channel);
    this.output = new OutputProgress(channel);
    this.memory = connections.memory().share();
    this.sender = new ResponseSender(channel, memory, connections.readers(), this);
  }

  private static InetAddress address(Channel channel) {
    return channel.remoteAddress() instanceof InetSocketAddress remote
        ? remote.getAddress()
        : InetAddress.getLoopbackAddress();
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
      idle.end();
    }
    inbox.add(bytes);
    process();
    refuseWhenFull();
  }

  /** A client may not hold what is left of the memory with half a request, or some in advance. */
  private void refuseWhenFull() {
    memory.update(inbox.held() + output.pendingBytes());
    if (!memory.isFull() || inbox.isIdle()) {
      return;
    }
    if (phase == Phase.READING) {
      reject(503);
    } else if (inbox.held() > Limits.AHEAD_BYTES) {
      abort();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    flush();
  }

  /** Sends what is written, and sees what is left: of the client's memory, and of its requests. */
  private void flush() {
    channel.flush();
    settle();
  }

  private void settle() {
    memory.update(inbox.held() + output.pendingBytes());
    if (phase == Phase.READING && inbox.isIdle() && !output.isPending()) {
      idle.begin();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (!channel.isWritable()) {
      flush();
    } else {
      sender.resume();
      process();
      flush();
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
    sender.cancel();
    memory.update(0);
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
      inbox.balance(blocked);
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
    flush();
  }

  private void fail(Head head) {
    respond(head.asLast(), ConnectionErrors.error(500));
  }

  private void respond(Head head, Response response) {
    if (phase != Phase.ANSWERING) {
      Bodies.close(response.body());
      return;
    }
    lastUnderWay = !head.persistent() || connections.draining();
    if (!sender.send(head, response, lastUnderWay)) {
      fail(head);
    }
  }

  @Override
  public void sent() {
    if (phase == Phase.ANSWERING) {
      proceed(lastUnderWay);
    }
    if (!processing) {
      flush();
    }
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

  /** Returns since when it waits for a request, if it does; from any thread. */
  OptionalLong idleSince() {
    return idle.since();
  }

  /** Ends a connection that has been idle since then, or tells that it has not; from any thread. */
  boolean evict(long idleSince) {
    boolean claimed = idle.claim(idleSince);
    if (claimed) {
      channel.eventLoop().execute(this::evict);
    }
    return claimed;
  }

  private void evict() {
    if (phase == Phase.READING && inbox.isIdle() && !output.isPending()) {
      channel.close();
    } else {
      settle();
    }
  }

  /** Returns the client's address: all connections whose client is gone already share one. */
  InetAddress address() {
    return address;
  }

  boolean runsOn(EventLoop loop) {
    return channel.eventLoop().equals(loop);
  }

  /** Ends what takes too long; called now and then. */
  void checkTime(long now) {
    Limits limits = connections.limits();
    settle();
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
      idle.since().ifPresent(from -> closeAfter(now - from, limits.idle()));
    } else if (isOver(now, limits.head())) {
      reject(408);
      flush();
    }
  }

  private void closeAfter(long nanos, Duration limit) {
    if (nanos > limit.toNanos()) {
      channel.close();
    }
  }

  private boolean isOver(long now, Duration limit) {
    return now - since > limit.toNanos();
  }
}
