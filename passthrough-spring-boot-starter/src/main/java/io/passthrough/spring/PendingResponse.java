package io.passthrough.spring;

import io.passthrough.core.serving.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A slot for a response that a request waits for: it is taken once, or dropped with its body when
 * the request has ended before. Thread-safe.
 */
final class PendingResponse {

  private @Nullable Response response;
  private boolean dropped;

  /** Puts the response. */
  synchronized void put(Response arrived) {
    if (dropped) {
      close(arrived);
    } else {
      response = arrived;
    }
  }

  /** Takes the response; empty when it was taken or dropped. */
  synchronized Optional<Response> take() {
    Optional<Response> taken = Optional.ofNullable(response);
    response = null;
    return taken;
  }

  /** Ends the wait. */
  synchronized void drop() {
    dropped = true;
    take().ifPresent(PendingResponse::close);
  }

  private static void close(Response response) {
    new BodyReader(response.body()).close();
  }
}
