package io.passthrough.core.serving;

import io.passthrough.api.manifest.ContentCoding;
import io.passthrough.core.fallback.ExpectedObject;
import io.passthrough.core.fallback.Fetch;
import io.passthrough.core.fallback.FetchedBytes;
import io.passthrough.core.fallback.RecordedObjects;
import io.passthrough.core.release.KnownAsset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Answers for assets that a record names: HEAD, 304, 416 and the coding without a store call. */
final class RecordedResponder {

  private final RecordedObjects objects;
  private final StreamResponder streams;
  private final Runnable pollSoon;

  /**
   * Makes a responder.
   *
   * @param objects fetches up to a size
   * @param streams answers with what is larger
   * @param pollSoon reads the records again, as something does not fit them
   */
  RecordedResponder(RecordedObjects objects, StreamResponder streams, Runnable pollSoon) {
    this.objects = objects;
    this.streams = streams;
    this.pollSoon = pollSoon;
  }

  Reply answer(AssetRequest request, KnownAsset asset) {
    Resource resource = StoredResource.of(asset);
    Decision decision = Decision.of(request.head(), request.fields(), resource);
    return answer(request, asset, resource, decision);
  }

  /**
   * Answers in a coding that is asked for by its own name, as long as that is acceptable.
   *
   * @return the answer, or empty when the asset has no such coding
   */
  Optional<Reply> answer(AssetRequest request, KnownAsset asset, ContentCoding coding) {
    return StoredResource.of(asset, coding)
        .map(
            resource -> {
              Decision decision = Decision.of(request.head(), request.fields(), resource);
              return decision instanceof Decision.NotAcceptable
                  ? answer(request, asset)
                  : answer(request, asset, resource, decision);
            });
  }

  private Reply answer(
      AssetRequest request, KnownAsset asset, Resource resource, Decision decision) {
    return decision.either(
        bodiless -> new Reply.Now(bodiless.response(resource, Origin.CACHE)),
        content -> content(request, asset, resource, content));
  }

  private Reply content(
      AssetRequest request, KnownAsset asset, Resource resource, Decision.Content content) {
    Representation chosen = content.representation();
    ExpectedObject expected = StoredResource.expected(asset, chosen);
    Function<Throwable, CompletionStage<Response>> orElse =
        failure -> failed(request, asset, chosen, failure);
    if (chosen.length() > objects.fillMax()) {
      return streams.answer(content, resource, expected, orElse);
    }
    Optional<FetchedBytes> cached = objects.cached(expected.sha256().orElseThrow());
    return cached
        .<Reply>map(
            bytes ->
                new Reply.Now(content.response(resource, Origin.CACHE, new Payload.Fetched(bytes))))
        .orElseGet(() -> filled(content, resource, objects.fill(expected), orElse));
  }

  private static Reply filled(
      Decision.Content content,
      Resource resource,
      Fetch<FetchedBytes> fetch,
      Function<Throwable, CompletionStage<Response>> orElse) {
    return new Reply.Later(
        fetch
            .result()
            .thenApply(
                bytes -> content.response(resource, Origin.of(fetch), new Payload.Fetched(bytes)))
            .exceptionallyCompose(orElse));
  }

  /**
   * Answers when a fetch failed. A coding that is gone is done without; an asset that is gone was
   * pruned since the records were read.
   */
  private CompletionStage<Response> failed(
      AssetRequest request, KnownAsset asset, Representation chosen, Throwable failure) {
    if (!FetchFailures.isAbsent(failure)) {
      return CompletableFuture.completedStage(FetchFailures.of(failure));
    }
    pollSoon.run();
    return chosen.isCoded()
        ? answer(request, asset.withoutCodings()).stage()
        : CompletableFuture.completedStage(ErrorResponses.NOT_FOUND);
  }
}
