package io.passthrough.gcs;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.http.client.methods.HttpRequestBase;
import org.jspecify.annotations.Nullable;

/**
 * The deadline of one call: when it comes, the request under way is aborted. Bound to the calling
 * thread, where the SDK sends its requests, so that they find it. Also notes whether a request may
 * have been carried out although no answer came. For one thread, but for the deadline's own.
 */
final class GcsCall implements AutoCloseable {

  private static final ThreadLocal<@Nullable GcsCall> CURRENT = new ThreadLocal<>();

  private final Duration limit;
  private final long end;
  private final Future<?> timer;
  private volatile @Nullable HttpRequestBase request;
  private volatile @Nullable String uploadSession;
  private volatile boolean expired;
  private volatile boolean answerLost;
  private volatile Duration askedPause = Duration.ZERO;

  private GcsCall(ScheduledExecutorService timers, Duration limit) {
    this.limit = limit;
    this.end = System.nanoTime() + limit.toNanos();
    this.timer = timers.schedule(this::expire, limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  static GcsCall begin(ScheduledExecutorService timers, Duration limit) {
    GcsCall call = new GcsCall(timers, limit);
    CURRENT.set(call);
    return call;
  }

  /** Returns the call of this thread, or empty for a thread of the SDK's own. */
  static Optional<GcsCall> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  /** Comes before each request. */
  void send(HttpRequestBase next) throws IOException {
    request = next;
    askedPause = Duration.ZERO;
    if (expired) {
      throw new SocketTimeoutException(overtime());
    }
  }

  private void expire() {
    expired = true;
    abort();
  }

  /** Ends the latest request; harmless when it has ended. */
  void abort() {
    HttpRequestBase latest = request;
    if (latest != null) {
      latest.abort();
    }
  }

  boolean isExpired() {
    return expired;
  }

  String overtime() {
    return "no answer within " + limit.toMillis() + " ms";
  }

  /** Whether there is time for a pause and something after it. */
  boolean hasTimeFor(Duration pause) {
    return !expired && end - System.nanoTime() > pause.toNanos();
  }

  /** The server may have done what it was asked. */
  void noteLostAnswer() {
    answerLost = true;
  }

  boolean isAnswerLost() {
    return answerLost;
  }

  /** The server has asked not to be asked again sooner. */
  void notePause(Duration pause) {
    askedPause = pause;
  }

  /** Returns a pause, or the longer one that the latest answer has asked for. */
  Duration atLeastAsked(Duration pause) {
    return pause.compareTo(askedPause) < 0 ? askedPause : pause;
  }

  /** The server has begun an upload, whose address is all that is needed to end it. */
  void noteUploadSession(String uri) {
    uploadSession = uri;
  }

  /** Returns the address of an upload that was begun, once. */
  Optional<String> takeUploadSession() {
    Optional<String> session = Optional.ofNullable(uploadSession);
    uploadSession = null;
    return session;
  }

  @Override
  public void close() {
    CURRENT.remove();
    timer.cancel(false);
  }
}
