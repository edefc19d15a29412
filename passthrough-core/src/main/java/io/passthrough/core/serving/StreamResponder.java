package io.passthrough.core.serving;

import io.passthrough.core.fallback.ExpectedObject;
import io.passthrough.core.fallback.Fetch;
import io.passthrough.core.fallback.StreamedObjects;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Answers with what is too large for memory, as it comes from the store. */
final class StreamResponder {

  private final StreamedObjects objects;

  StreamResponder(StreamedObjects objects) {
    this.objects = objects;
  }

  /**
   * Answers.
   *
   * @param content what was decided
   * @param resource what is known of the asset
   * @param expected the object
   * @param orElse answers when the object cannot be opened
   */
  Reply answer(
      Decision.Content content,
      Resource resource,
      ExpectedObject expected,
      Function<Throwable, CompletionStage<Response>> orElse) {
    Fetch<InputStream> fetch = objects.open(expected, content.range());
    return new Reply.Later(
        fetch
            .result()
            .thenApply(
                stream -> content.response(resource, Origin.of(fetch), new StreamPayload(stream)))
            .exceptionallyCompose(
                failure ->
                    FetchFailures.isUnverifiableRange(failure)
                        ? whole(content, resource, expected, orElse)
                        : orElse.apply(failure)));
  }

  /** A Range may be ignored (RFC 9110, section 14.2), and what is sent must be right. */
  private CompletionStage<Response> whole(
      Decision.Content content,
      Resource resource,
      ExpectedObject expected,
      Function<Throwable, CompletionStage<Response>> orElse) {
    Decision.Content whole = new Decision.Whole(content.representation());
    return answer(whole, resource, expected, orElse).stage();
  }
}
