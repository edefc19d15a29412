package io.passthrough.core.serving;

import com.github.benmanes.caffeine.cache.Ticker;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.build.CodedName;
import io.passthrough.core.config.GatewayConfig;
import io.passthrough.core.config.RetentionConfig.Kept;
import io.passthrough.core.fallback.FetchLimits;
import io.passthrough.core.fallback.StoreFetcher;
import io.passthrough.core.record.CacheControl;
import io.passthrough.core.release.CatalogPoller;
import io.passthrough.core.release.KnownAsset;
import io.passthrough.core.release.OwnRelease;
import io.passthrough.core.release.ReleaseCatalog;
import io.passthrough.core.release.ReleaseStanding;
import io.passthrough.core.serving.Route.Unrecorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Answers for keys that this release does not have: what the records name, else this release's page
 * or what the store has without a record. Thread-safe.
 */
final class FallbackResponder implements AutoCloseable {

  private final StoreFetcher fetcher;
  private final CatalogPoller poller;
  private final EnvironmentName environment;
  private final LocalResponder local;
  private final RootReview review;
  private final RecordedResponder recorded;
  private final UnknownKeyResponder unknown;
  private final boolean asksUnknownKeys;

  private FallbackResponder(
      StoreFetcher fetcher,
      CatalogPoller poller,
      RootReview review,
      GatewayConfig config,
      LocalResponder local) {
    this.review = review;
    this.fetcher = fetcher;
    this.poller = poller;
    this.environment = config.environment();
    this.local = local;
    StreamResponder streams = new StreamResponder(fetcher.streamed());
    this.recorded = new RecordedResponder(fetcher.recorded(), streams, poller::pollSoon);
    this.unknown =
        new UnknownKeyResponder(
            fetcher.unknown(), streams, config.assets().askUnknownKeys(), this::isAbsent);
    this.asksUnknownKeys = config.assets().askUnknownKeys();
  }

  /**
   * Returns whether nobody has a key that the store does not have under its very name: certain when
   * the records were read, and for a fingerprinted name, as its bytes lie nowhere else.
   */
  private boolean isAbsent(AssetKey key) {
    return poller.isLoaded() || (asksUnknownKeys && review.isFingerprinted(key));
  }

  /**
   * Starts to poll a store's records, in the background.
   *
   * @param store the store, which the caller closes
   * @param config what may come from it
   * @param limits what fetching may cost
   * @param local answers from this release
   */
  static FallbackResponder open(
      AssetStore store, GatewayConfig config, FetchLimits limits, LocalResponder local) {
    RootReview review = new RootReview(store, config.urls());
    StoreFetcher fetcher =
        new StoreFetcher(store, limits, Ticker.systemTicker(), review::isFingerprinted);
    CatalogPoller poller =
        config.assets().hasRecords()
            ? new CatalogPoller(
                store,
                config.assets().refresh(),
                catalog -> {
                  fetcher.unknown().forgetMissing();
                  review.take(catalog);
                })
            : CatalogPoller.withoutRecords(store);
    return new FallbackResponder(fetcher, poller, review, config, local);
  }

  /**
   * Answers.
   *
   * @param request the request
   * @param unrecorded where the request goes when no record names the key
   */
  Reply answer(AssetRequest request, Unrecorded unrecorded) {
    boolean waitsForNoStore =
        (unrecorded instanceof Unrecorded.Answer answer && answer.here().isFile())
            || catalog().find(request.key(), environment).isPresent();
    if (poller.isReady() || waitsForNoStore) {
      return resolve(request, unrecorded);
    }
    return new Reply.Later(
        poller
            .ready()
            .thenCompose(done -> resolve(request, unrecorded).stage())
            .exceptionally(FetchFailures::of));
  }

  private Reply resolve(AssetRequest request, Unrecorded unrecorded) {
    Optional<KnownAsset> asset = catalog().find(request.key(), environment);
    if (asset.isPresent()) {
      return named(asset.get(), recorded.answer(request, asset.get()));
    }
    Optional<Reply> coded = CodedName.of(request.key().value()).flatMap(it -> coded(request, it));
    if (coded.isPresent()) {
      return coded.get();
    }
    if (unrecorded instanceof Unrecorded.Answer answer) {
      return new Reply.Now(here(answer.here(), request));
    }
    return unrecorded instanceof Unrecorded.PageUnlessAsset document
        ? document(request, document.own())
        : unknown.answer(request).map(response -> varying(response, unrecorded));
  }

  /** A page of another release tells of that one. */
  private static Reply named(KnownAsset asset, Reply reply) {
    return Resource.isPage(asset.type())
        ? reply.map(response -> ReleaseFields.with(response, asset.release()))
        : reply;
  }

  /** Answers with a coding of another release's file, by the coding's own name. */
  private Optional<Reply> coded(AssetRequest request, CodedName name) {
    return catalog()
        .find(AssetKey.of(name.plain()), environment)
        .flatMap(asset -> recorded.answer(request, asset, name.coding()));
  }

  private Response here(Route.Here here, AssetRequest request) {
    return local.answer(here, request.head(), request.fields());
  }

  /**
   * Answers a document navigation to a name with a file's extension. In a store without records any
   * name may be an object's, and no record tells.
   */
  private Reply document(AssetRequest request, Route.Here page) {
    if (catalog().hasFingerprintedLike(request.key()) || review.isFingerprinted(request.key())) {
      return unknown.answer(request);
    }
    if (poller.isLoaded() && !catalog().hasRecords()) {
      return unknown
          .answer(request)
          .map(response -> response.status() < 400 ? response : here(page, request));
    }
    return new Reply.Now(here(page, request));
  }

  private ReleaseCatalog catalog() {
    return poller.catalog();
  }

  /** What caches keep without asking again is the same for everyone. */
  private static Response varying(Response response, Unrecorded unrecorded) {
    boolean isImmutable =
        response.fields().stream()
            .anyMatch(field -> field.value().equals(CacheControl.IMMUTABLE.value()));
    return unrecorded instanceof Unrecorded.Ask ask && !isImmutable
        ? Responses.varying(response, ask.others())
        : response;
  }

  /** Waits until the records were read for the first time, or that takes too long. */
  void awaitRecords() {
    poller.ready().join();
  }

  /** Returns whether a record names a key, as far as they were read. */
  boolean isRecorded(AssetKey key) {
    return catalog().find(key, environment).isPresent();
  }

  /** Finds this release's name by its digest, where a record knows it. */
  Optional<ReleaseName> release(Sha256 digest) {
    return catalog().release(digest);
  }

  /** Returns what the records say of this release; empty as long as they were not read. */
  Optional<OwnRelease> own(Sha256 digest) {
    ReleaseCatalog known = catalog();
    Optional<ReleaseName> name = known.release(digest);
    return Optional.of(poller)
        .filter(CatalogPoller::isLoaded)
        .map(
            loaded ->
                new OwnRelease(
                    digest,
                    name.orElseGet(() -> ReleaseManifest.defaultName(digest)),
                    name.isPresent(),
                    known.hasRecords()));
  }

  /** Finds how a release stands to the current one; unknown as long as the records are. */
  ReleaseStanding standing(ReleaseName release, Kept policy, Instant now) {
    return poller.isLoaded()
        ? catalog().standing(release, environment, policy, now)
        : ReleaseStanding.UNKNOWN;
  }

  /** Returns what an operator should know of the records. */
  List<String> notices() {
    List<String> notices = new ArrayList<>();
    fetcher.notice().ifPresent(notices::add);
    poller.failure().ifPresent(notices::add);
    notices.addAll(catalog().faults());
    notices.addAll(catalog().warnings());
    notices.addAll(review.notices());
    return notices;
  }

  /** Returns what compares the root with the records. */
  RootReview review() {
    return review;
  }

  /** Changes the memory for fetched bodies. */
  void resize(long bytes) {
    fetcher.resize(bytes);
  }

  @Override
  public void close() {
    poller.close();
    review.close();
    fetcher.close();
  }
}
