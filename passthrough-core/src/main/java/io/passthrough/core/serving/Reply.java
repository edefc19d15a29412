package io.passthrough.core.serving;

import java.util.concurrent.CompletionStage;

/** A response now, or one that waits for a store. */
public sealed interface Reply {

  /**
   * A response that is there.
   *
   * @param response the response
   */
  record Now(Response response) implements Reply {}

  /**
   * A response that waits for a store; completes on any thread and never exceptionally.
   *
   * @param response the response to come
   */
  record Later(CompletionStage<Response> response) implements Reply {}
}
