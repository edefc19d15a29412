package io.passthrough.core.serving;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** A response now, or one that waits for a store. */
public sealed interface Reply {

  /**
   * Returns the response to come.
   *
   * @return completes on any thread and never exceptionally; is done for a response that is there
   */
  CompletionStage<Response> stage();

  /**
   * Changes the response.
   *
   * @param change makes another response of it
   * @return the same sort of reply
   */
  Reply map(UnaryOperator<Response> change);

  /**
   * A response that is there.
   *
   * @param response the response
   */
  record Now(Response response) implements Reply {

    @Override
    public CompletionStage<Response> stage() {
      return CompletableFuture.completedStage(response);
    }

    @Override
    public Reply map(UnaryOperator<Response> change) {
      return new Now(change.apply(response));
    }
  }

  /**
   * A response that waits for a store.
   *
   * @param response the response to come; completes on any thread and never exceptionally
   */
  record Later(CompletionStage<Response> response) implements Reply {

    @Override
    public CompletionStage<Response> stage() {
      return response;
    }

    @Override
    public Reply map(UnaryOperator<Response> change) {
      return new Later(response.thenApply(change));
    }
  }
}
