package io.passthrough.core.serving;

/** Answers requests: what an HTTP adapter calls. Thread-safe. */
@FunctionalInterface
public interface RequestHandler {

  /**
   * Answers a request. Never blocks: what needs a store comes later.
   *
   * @param request the request
   * @return the reply, whose body the caller closes
   */
  Reply answer(Request request);
}
