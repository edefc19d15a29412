package io.passthrough.core.serving;

import io.passthrough.api.AssetKey;
import io.passthrough.api.ByteRange;
import io.passthrough.api.manifest.ContentCoding;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.core.config.AssetsConfig;
import io.passthrough.core.fallback.ExpectedObject;
import io.passthrough.core.fallback.Fetch;
import io.passthrough.core.fallback.StoreFetcher;
import io.passthrough.core.fallback.UnrecordedObject;
import io.passthrough.core.release.CatalogPoller;
import io.passthrough.core.release.KnownAsset;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Answers for keys that this release does not have. Nothing of a request but its key reaches the
 * store.
 *
 * @param fetcher fetches
 * @param catalog what the records say
 * @param config what may come from the store
 * @param environment whose releases come first
 */
record FallbackResponder(
    StoreFetcher fetcher, CatalogPoller catalog, AssetsConfig config, EnvironmentName environment) {

  /**
   * A request for a key.
   *
   * @param key the key
   * @param head whether it is a HEAD
   * @param fields the request's fields
   */
  record AssetRequest(AssetKey key, boolean head, RequestFields fields) {}

  /**
   * The answer when no record names a key.
   *
   * @param isPage whether it is this release's page, which waits for no store
   * @param response makes it
   */
  record Alternative(boolean isPage, Supplier<Response> response) {}

  /**
   * Answers.
   *
   * @param question the request
   * @param unlessKnown the answer when no record names the key, or empty to ask the store by name
   */
  Reply answer(AssetRequest question, Optional<Alternative> unlessKnown) {
    boolean isPage = unlessKnown.filter(Alternative::isPage).isPresent();
    if (!catalog.isReady() && !isPage) {
      return new Reply.Later(
          catalog
              .ready()
              .thenCompose(done -> stage(resolve(question, unlessKnown)))
              .exceptionally(FetchFailures::of));
    }
    return resolve(question, unlessKnown);
  }

  private Reply resolve(AssetRequest question, Optional<Alternative> unlessKnown) {
    Optional<KnownAsset> asset = catalog.catalog().find(question.key, environment);
    if (asset.isPresent()) {
      return known(question, asset.get());
    }
    if (unlessKnown.isPresent()) {
      return new Reply.Now(unlessKnown.get().response().get());
    }
    if (!config.askUnknownKeys() || fetcher.isMissing(question.key)) {
      return new Reply.Now(missing());
    }
    return unknown(question);
  }

  /** Nobody has it: certain only when the records could be looked at. */
  private Response missing() {
    return catalog.isCertain() ? ErrorResponses.NOT_FOUND : ErrorResponses.UNAVAILABLE;
  }

  private Reply known(AssetRequest question, KnownAsset asset) {
    Resource resource = StoredResource.of(asset, fetcher.fillMax());
    Decision decision = Decision.of(question.head, question.fields, resource);
    if (!Responses.needsBytes(decision, question.head)) {
      return new Reply.Now(Responses.withoutBytes(decision, resource, Origin.CACHE));
    }
    Representation chosen = decision.chosen();
    ExpectedObject expected = StoredResource.expected(asset, chosen);
    Function<Throwable, CompletionStage<Response>> otherwise =
        failure -> absent(question, asset, chosen, failure);
    if (chosen.length() > fetcher.fillMax()) {
      return streamed(decision, resource, expected, otherwise);
    }
    Optional<ByteBuffer> cached = fetcher.cached(expected.sha256().orElseThrow());
    return cached
        .<Reply>map(bytes -> new Reply.Now(sent(decision, resource, Origin.CACHE, bytes)))
        .orElseGet(() -> filled(decision, resource, fetcher.fill(expected), otherwise));
  }

  private static Reply filled(
      Decision decision,
      Resource resource,
      Fetch<ByteBuffer> fetch,
      Function<Throwable, CompletionStage<Response>> otherwise) {
    return new Reply.Later(
        fetch
            .result()
            .thenApply(bytes -> sent(decision, resource, source(fetch), bytes))
            .exceptionallyCompose(otherwise));
  }

  /** One caller caused the read; the others found what was on its way already. */
  private static Origin source(Fetch<?> fetch) {
    return fetch.first() ? Origin.STORE : Origin.CACHE;
  }

  private static Origin source(Fetch<?> fetch, UnrecordedObject found) {
    return found.form() == UnrecordedObject.Form.STALE ? Origin.CACHE : source(fetch);
  }

  private static Response sent(
      Decision decision, Resource resource, Origin source, ByteBuffer bytes) {
    return Responses.withBytes(decision, resource, source, new Payload.Memory(bytes));
  }

  private Reply streamed(
      Decision decision,
      Resource resource,
      ExpectedObject expected,
      Function<Throwable, CompletionStage<Response>> otherwise) {
    ByteRange range = ByteRange.ALL;
    if (decision instanceof Decision.Parts parts) {
      Slice slice = parts.slices().get(0);
      range = ByteRange.of(slice.first(), slice.length());
    }
    return new Reply.Later(
        fetcher.stream(expected, range)
            .thenApply(
                stream ->
                    Responses.withBytes(
                        decision, resource, Origin.STORE, new StreamPayload(stream)))
            .exceptionallyCompose(
                failure ->
                    FetchFailures.isUncertainPart(failure)
                        ? stage(streamed(whole(decision), resource, expected, otherwise))
                        : otherwise.apply(failure)));
  }

  /** A Range may be ignored (RFC 9110, section 14.2), and what is sent must be right. */
  private static Decision whole(Decision decision) {
    return new Decision.Whole(decision.chosen());
  }

  /**
   * Answers when a fetch failed. A coding that is gone is done without; an asset that is gone was
   * pruned since the records were looked at.
   */
  private CompletionStage<Response> absent(
      AssetRequest question, KnownAsset asset, Representation chosen, Throwable failure) {
    if (!FetchFailures.isAbsent(failure)) {
      return done(FetchFailures.of(failure));
    }
    catalog.lookSoon();
    return chosen.isCoded()
        ? stage(known(question, uncoded(asset)))
        : done(ErrorResponses.NOT_FOUND);
  }

  private static KnownAsset uncoded(KnownAsset asset) {
    return new KnownAsset(
        asset.key(),
        asset.kind(),
        asset.size(),
        asset.sha256(),
        asset.type(),
        List.of(),
        asset.release());
  }

  private Reply unknown(AssetRequest question) {
    Optional<UnrecordedObject> remembered = fetcher.remembered(question.key);
    if (remembered.isPresent()) {
      return found(question, remembered.get(), Origin.CACHE);
    }
    if (question.head && !question.fields.hasConditions()) {
      return new Reply.Later(
          fetcher
              .look(question.key)
              .thenCompose(info -> looked(question, info.map(UnrecordedObject::of)))
              .exceptionally(FetchFailures::of));
    }
    return new Reply.Later(ask(question));
  }

  private CompletionStage<Response> ask(AssetRequest question) {
    Fetch<Optional<UnrecordedObject>> fetch = fetcher.ask(question.key);
    return fetch
        .result()
        .thenCompose(
            found ->
                found
                    .map(it -> stage(found(question, it, source(fetch, it))))
                    .orElseGet(() -> done(missing())))
        .exceptionally(FetchFailures::of);
  }

  /** Answers a HEAD from what the store says; when that does not do, as a GET would be. */
  private CompletionStage<Response> looked(
      AssetRequest question, Optional<UnrecordedObject> found) {
    if (found.isEmpty()) {
      return done(missing());
    }
    Resource resource = StoredResource.of(found.get(), fetcher.fillMax());
    Decision decision = Decision.of(true, question.fields, resource);
    return decision instanceof Decision.NotAcceptable
        ? ask(question)
        : done(Responses.withoutBytes(decision, resource, Origin.STORE));
  }

  private Reply found(AssetRequest question, UnrecordedObject found, Origin source) {
    Resource resource = StoredResource.of(found, fetcher.fillMax());
    Decision decision = Decision.of(question.head, question.fields, resource);
    Optional<ContentCoding> coding = StoredResource.removable(found);
    if (decision instanceof Decision.NotAcceptable && coding.isPresent()) {
      return decoded(question, fetcher.decode(found, coding.get()), source);
    }
    if (!Responses.needsBytes(decision, question.head)) {
      return new Reply.Now(Responses.withoutBytes(decision, resource, source));
    }
    return found
        .bytes()
        .<Reply>map(bytes -> new Reply.Now(sent(decision, resource, source, bytes)))
        .orElseGet(
            () ->
                streamed(
                    decision,
                    resource,
                    ExpectedObject.of(found.info()),
                    failure -> done(FetchFailures.of(failure))));
  }

  private Reply decoded(
      AssetRequest question, CompletionStage<Optional<UnrecordedObject>> decoding, Origin source) {
    return new Reply.Later(
        decoding
            .thenCompose(
                plain ->
                    plain
                        .map(it -> stage(found(question, it, source)))
                        .orElseGet(() -> done(ErrorResponses.NOT_ACCEPTABLE)))
            .exceptionally(FetchFailures::of));
  }

  private static CompletionStage<Response> stage(Reply reply) {
    return reply instanceof Reply.Later later
        ? later.response()
        : done(((Reply.Now) reply).response());
  }

  private static CompletionStage<Response> done(Response response) {
    return CompletableFuture.completedStage(response);
  }
}
