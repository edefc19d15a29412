package io.passthrough.core.serving;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.ContentCoding;
import io.passthrough.core.fallback.ExpectedObject;
import io.passthrough.core.fallback.Fetch;
import io.passthrough.core.fallback.UnknownKeys;
import io.passthrough.core.fallback.UnrecordedObject;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** Answers for keys that no record names: from what the store has under that very name. */
final class UnknownKeyResponder {

  private final UnknownKeys keys;
  private final StreamResponder streams;
  private final boolean ask;
  private final Predicate<AssetKey> isAbsent;

  /**
   * Makes a responder.
   *
   * @param keys fetches
   * @param streams answers with what is too large for memory
   * @param ask whether the store may be asked
   * @param isAbsent whether nobody has a key that the store does not have under its very name
   */
  UnknownKeyResponder(
      UnknownKeys keys, StreamResponder streams, boolean ask, Predicate<AssetKey> isAbsent) {
    this.keys = keys;
    this.streams = streams;
    this.ask = ask;
    this.isAbsent = isAbsent;
  }

  Reply answer(AssetRequest request) {
    if (!ask || keys.isMissing(request.key())) {
      return new Reply.Now(missing(request));
    }
    return request.head() && !request.fields().hasConditions() ? head(request) : get(request);
  }

  private Reply get(AssetRequest request) {
    return keys.cached(request.key())
        .map(found -> found(request, found, Origin.CACHE))
        .orElseGet(() -> new Reply.Later(read(request)));
  }

  private Reply head(AssetRequest request) {
    Optional<UnrecordedObject> cached = keys.cachedHead(request.key());
    if (cached.isPresent()) {
      return described(request, cached.get(), Origin.CACHE);
    }
    Fetch<Optional<UnrecordedObject>> fetch = keys.stat(request.key());
    return new Reply.Later(
        fetch
            .result()
            .thenCompose(
                found ->
                    found
                        .map(it -> described(request, it, origin(fetch, it)).stage())
                        .orElseGet(() -> CompletableFuture.completedStage(missing(request))))
            .exceptionally(FetchFailures::of));
  }

  private Response missing(AssetRequest request) {
    return isAbsent.test(request.key()) ? ErrorResponses.NOT_FOUND : ErrorResponses.UNAVAILABLE;
  }

  private CompletionStage<Response> read(AssetRequest request) {
    Fetch<Optional<UnrecordedObject>> fetch = keys.read(request.key());
    return fetch
        .result()
        .thenCompose(
            found ->
                found
                    .map(it -> found(request, it, origin(fetch, it)).stage())
                    .orElseGet(() -> CompletableFuture.completedStage(missing(request))))
        .exceptionally(FetchFailures::of);
  }

  private static Origin origin(Fetch<?> fetch, UnrecordedObject found) {
    return found.form() == UnrecordedObject.Form.STALE ? Origin.CACHE : Origin.of(fetch);
  }

  /** Answers a HEAD from what the store says; when that does not do, as a GET would be. */
  private Reply described(AssetRequest request, UnrecordedObject found, Origin origin) {
    Resource resource = StoredResource.of(found);
    return Decision.of(true, request.fields(), resource)
        .either(
            bodiless ->
                bodiless instanceof Decision.NotAcceptable
                    ? get(request)
                    : new Reply.Now(bodiless.response(resource, origin)),
            content -> get(request));
  }

  private Reply found(AssetRequest request, UnrecordedObject found, Origin origin) {
    Resource resource = StoredResource.of(found);
    Decision decision = Decision.of(request.head(), request.fields(), resource);
    Optional<ContentCoding> coding = StoredResource.removable(found);
    if (decision instanceof Decision.NotAcceptable && coding.isPresent()) {
      return decoded(request, keys.decode(found, coding.get()), origin);
    }
    return decision.either(
        bodiless -> new Reply.Now(bodiless.response(resource, origin)),
        content -> content(content, resource, found, origin));
  }

  private Reply content(
      Decision.Content content, Resource resource, UnrecordedObject found, Origin origin) {
    return found
        .bytes()
        .<Reply>map(
            bytes -> new Reply.Now(content.response(resource, origin, new Payload.Fetched(bytes))))
        .orElseGet(
            () ->
                streams.answer(
                    content,
                    resource,
                    ExpectedObject.of(found.info()),
                    failure -> CompletableFuture.completedStage(FetchFailures.of(failure))));
  }

  private Reply decoded(
      AssetRequest request, CompletionStage<Optional<UnrecordedObject>> decoding, Origin origin) {
    return new Reply.Later(
        decoding
            .thenCompose(
                plain ->
                    plain
                        .map(it -> found(request, it, origin).stage())
                        .orElseGet(
                            () -> CompletableFuture.completedStage(ErrorResponses.NOT_ACCEPTABLE)))
            .exceptionally(FetchFailures::of));
  }
}
