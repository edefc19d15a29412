package io.passthrough.core.verify;

import io.passthrough.core.verify.UnansweredException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

/**
 * An HTTP client for one base URL: time limits that include the body, retries with the server's own
 * pauses, redirects within the host. Thread-safe.
 */
final class ProbeClient {

  private static final int START_BYTES = 64;
  private static final long ERROR_BYTES = 64 << 10;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** What several clients share. */
  record Shared(
      HttpClient http,
      ScheduledExecutorService timers,
      List<RequestHeader> headers,
      VerifyLimits limits,
      Deadline end) {}

  private final Shared shared;
  private final LongAdder requests = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private volatile boolean sawGateway;

  ProbeClient(Shared shared) {
    this.shared = shared;
  }

  long requests() {
    return requests.sum();
  }

  long bytes() {
    return bytes.sum();
  }

  /** Returns whether any answer came from a gateway of ours. */
  boolean sawGateway() {
    return sawGateway;
  }

  VerifyLimits limits() {
    return shared.limits();
  }

  Deadline end() {
    return shared.end();
  }

  /** Asks, and reads the body as far as it may be read. */
  ProbeResponse get(ProbeRequest request) {
    return get(request, START_BYTES);
  }

  /**
   * Asks, and asks again when the server is overloaded or the connection breaks.
   *
   * @param request the request
   * @param startBytes how many bytes of the body are kept
   * @throws UnansweredException when there is no answer
   */
  ProbeResponse get(ProbeRequest request, int startBytes) {
    Duration pause = limits().backoff();
    for (int attempt = 1; ; attempt++, pause = pause.multipliedBy(2)) {
      boolean isLast = attempt >= limits().attempts();
      try {
        ProbeResponse response = follow(request, startBytes);
        Optional<Duration> again = isLast ? Optional.empty() : again(response, pause);
        if (again.isEmpty()) {
          return response;
        }
        pause(again.get());
      } catch (UnansweredException e) {
        if (isLast || !e.isTransient()) {
          throw e;
        }
        pause(pause);
      }
    }
  }

  /** Returns after which time an answer is worth another request; empty when it is none. */
  private Optional<Duration> again(ProbeResponse response, Duration pause) {
    if (response.status() != 429 && response.status() < 500) {
      return Optional.empty();
    }
    Duration wait = RetryAfter.of(response, Instant.now()).orElse(pause);
    boolean isWorthIt = wait.compareTo(LONGEST_PAUSE) <= 0 && wait.compareTo(end().remaining()) < 0;
    return isWorthIt ? Optional.of(wait) : Optional.empty();
  }

  /** Waits, but not beyond the end of the time for all. */
  void pause(Duration time) {
    try {
      TimeUnit.NANOSECONDS.sleep(end().cut(time).toNanos());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private ProbeResponse follow(ProbeRequest request, int startBytes) {
    ProbeResponse response = exchange(request, startBytes);
    for (int hop = 0; hop < Redirects.MOST; hop++) {
      Optional<URI> next = Redirects.within(response);
      if (next.isEmpty()) {
        return response;
      }
      response = exchange(request.at(next.get()), startBytes);
    }
    return response;
  }

  private ProbeResponse exchange(ProbeRequest request, int startBytes) {
    Deadline until = Deadline.in(end().cut(limits().request(request.maxBytes())));
    if (until.isPast()) {
      throw new UnansweredException(Reason.OUT_OF_TIME, "the time for all is over");
    }
    requests.increment();
    HttpResponse<InputStream> response = send(request, until);
    sawGateway |= response.headers().firstValue("X-Passthrough").isPresent();
    ProbeResponse head =
        new ProbeResponse(request.uri(), response.statusCode(), response.headers(), ReadBody.NONE);
    boolean isContent = head.status() == 200 || head.status() == 206;
    BodyReader reader = new BodyReader(isContent ? request.maxBytes() : ERROR_BYTES, startBytes);
    try (NetworkBody body = new NetworkBody(response.body(), until, shared.timers(), bytes)) {
      ReadBody read = reader.read(body, head.codings());
      return new ProbeResponse(head.uri(), head.status(), head.headers(), read);
    } catch (IOException e) {
      throw new UnansweredException(Reason.BROKEN, "the connection cannot be closed", e);
    }
  }

  private HttpResponse<InputStream> send(ProbeRequest request, Deadline until) {
    CompletableFuture<HttpResponse<InputStream>> pending =
        shared.http().sendAsync(http(request), BodyHandlers.ofInputStream());
    try {
      return pending.get(until.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      pending.cancel(true);
      throw new UnansweredException(
          Reason.SLOW, "no answer within " + until.after().toMillis() + " ms", e);
    } catch (InterruptedException e) {
      pending.cancel(true);
      throw interrupted(e);
    } catch (ExecutionException e) {
      throw ConnectionFailures.of(request.uri(), e);
    }
  }

  /** HTTP/2 only where TLS settles it: an upgrade in the clear confuses servers. */
  private HttpRequest http(ProbeRequest request) {
    boolean isSecure = "https".equalsIgnoreCase(request.uri().getScheme());
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(request.uri())
            .version(isSecure ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
            .setHeader("User-Agent", "passthrough-verify");
    shared.headers().forEach(header -> builder.setHeader(header.name(), header.value()));
    request.fields().forEach(builder::setHeader);
    return builder.build();
  }

  private static UnansweredException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new UnansweredException(Reason.OUT_OF_TIME, "interrupted", e);
  }
}
