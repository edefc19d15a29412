package io.passthrough.core.serving;

import io.passthrough.api.AssetStore;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.config.GatewayConfig;
import io.passthrough.core.config.PublishConfig;
import io.passthrough.core.config.RetentionConfig;
import io.passthrough.core.fallback.FetchLimits;
import io.passthrough.core.page.Navigation;
import io.passthrough.core.page.PageIndex;
import io.passthrough.core.release.OwnRelease;
import io.passthrough.core.release.ReleaseStanding;
import io.passthrough.core.url.BaseUrl;
import io.passthrough.core.url.ReleaseUrls;
import io.passthrough.core.url.RequestPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Answers requests for one release's files and, from a store, for those of every other.
 * Thread-safe.
 */
public final class AssetService implements RequestHandler, AutoCloseable {

  private final LocalRoot root;
  private final Router router;
  private final LocalResponder local;
  private final Optional<FallbackResponder> fallback;
  private final Optional<BaseUrl> cdn;

  private AssetService(
      LocalRoot root, Router router, LocalResponder local, Optional<FallbackResponder> fallback) {
    this.root = root;
    this.cdn = root.cdn();
    this.router = router;
    this.local = local;
    this.fallback = fallback;
  }

  /**
   * Indexes the root and starts to poll the records, in the background: a store that is down delays
   * nothing.
   *
   * @param config what serves
   * @param publish the pipeline's rules, so that names are called fingerprinted here as they are
   *     there, and the release is known by the same digest
   * @param store the store, opened for reading, which the caller closes; or empty for no fallback
   * @return a service, which the caller closes
   * @throws io.passthrough.core.PassthroughException when the root cannot be indexed
   */
  public static AssetService open(
      GatewayConfig config, PublishConfig publish, Optional<AssetStore> store) {
    MemoryBudget memory = MemoryBudget.of(config.assets().cacheMemory());
    FetchLimits limits =
        FetchLimits.of(config.assets().fillMax(), memory.bytes(), config.assets().refresh());
    return open(config, new LocalRoot(config, publish, memory), store, limits);
  }

  /** Opens with limits of one's own. */
  static AssetService open(
      GatewayConfig config, LocalRoot root, Optional<AssetStore> store, FetchLimits limits) {
    LocalResponder local = new LocalResponder(root);
    Optional<FallbackResponder> fallback =
        store.map(it -> FallbackResponder.open(it, config, limits, local));
    fallback.ifPresent(it -> local.onName(it::release));
    fallback.ifPresent(it -> root.onMemory(it::resize));
    fallback.ifPresent(it -> root.onIndex(it.review()::take));
    return new AssetService(root, new Router(config, store.isPresent()), local, fallback);
  }

  @Override
  public Reply answer(Request request) {
    boolean head = request.method().equals("HEAD");
    if (!head && !request.method().equals("GET")) {
      return new Reply.Now(otherMethod(request));
    }
    RequestFields fields = RequestFields.of(request.fields());
    RootIndex index = root.index();
    LocalFile plain = index.plain().get(request.target());
    if (plain != null && !plain.gaveWay()) {
      return new Reply.Now(local.answer(new Route.Local(plain, request.target()), head, fields));
    }
    Reply reply =
        RequestPath.parse(request.target())
            .map(target -> router.route(target, navigation(fields), index))
            .map(route -> answer(route, head, fields))
            .orElseGet(() -> new Reply.Now(ErrorResponses.BAD_REQUEST));
    return head ? reply.map(ErrorResponses::withoutBody) : reply;
  }

  /**
   * Returns whether a request can only mean an asset, of this release or another: by its path
   * alone, or as a record names the key. Asks no store.
   *
   * @param target the URL's path, with or without a query, as a request has it
   * @return whether it lies under the base, for a target that is refused
   */
  public boolean isAsset(String target) {
    return RequestPath.parse(target)
        .map(RequestPath::path)
        .map(path -> router.isAsset(path) || isRecorded(path))
        .orElseGet(() -> router.isAsset(target));
  }

  private boolean isRecorded(String path) {
    return fallback.isPresent() && router.key(path).filter(fallback.get()::isRecorded).isPresent();
  }

  /**
   * Returns how long caches may keep one of this release's own files.
   *
   * @param target the URL's path, with or without a query, as a request has it
   * @return the value of {@code Cache-Control}, or empty when this release has no such file
   */
  public Optional<String> cacheControl(String target) {
    return RequestPath.parse(target)
        .map(path -> root.index().files().get(path.path()))
        .filter(file -> !file.gaveWay())
        .map(LocalFile::cacheControl);
  }

  private static Navigation navigation(RequestFields fields) {
    return Navigation.of(fields.accept(), fields.fetchDestination());
  }

  private static Response otherMethod(Request request) {
    if (!request.method().equals("OPTIONS")) {
      return ErrorResponses.METHOD_NOT_ALLOWED;
    }
    boolean legal = request.target().equals("*") || RequestPath.parse(request.target()).isPresent();
    return legal ? ErrorResponses.OPTIONS : ErrorResponses.BAD_REQUEST;
  }

  private Reply answer(Route route, boolean head, RequestFields fields) {
    return route.either(
        here -> new Reply.Now(local.answer(here, head, fields)),
        other ->
            fallback
                .orElseThrow()
                .answer(new AssetRequest(other.key(), head, fields), other.unrecorded()));
  }

  /**
   * Returns this release's name, when the records know its digest, else the default name.
   *
   * @return the name, or empty when nothing lies under the base
   */
  public Optional<ReleaseName> release() {
    return local.release();
  }

  /**
   * Finds how a release that somebody has open stands to the current one.
   *
   * @param release the release's name
   * @param policy what prune keeps
   * @param now the time
   * @return what the records tell; unknown without a store, and as long as they were not read
   */
  public ReleaseStanding standing(ReleaseName release, RetentionConfig.Kept policy, Instant now) {
    return fallback.map(it -> it.standing(release, policy, now)).orElse(ReleaseStanding.UNKNOWN);
  }

  /**
   * Returns this release as the records know it.
   *
   * @return empty when nothing lies under the base, or as long as the records were not read
   */
  public Optional<OwnRelease> ownRelease() {
    return fallback.flatMap(it -> root.index().digest().flatMap(it::own));
  }

  /**
   * Explains what a browser gets that opens a URL: by the decision and the answer that it would
   * get. Waits for the records, and for the store where that is asked.
   *
   * @param target the URL's path and query, as a request has them
   * @return what it gets, or empty when it is refused
   */
  public Optional<UrlExplanation> explain(String target) {
    fallback.ifPresent(FallbackResponder::awaitRecords);
    List<Field> document = List.of(new Field("Sec-Fetch-Dest", "document"));
    return RequestPath.parse(target)
        .map(path -> router.route(path, Navigation.DOCUMENT, root.index()))
        .filter(route -> !(route instanceof Route.Illegal))
        .map(
            route ->
                UrlExplanation.of(route, head(target, document), head(target, List.of()).status()));
  }

  private Response head(String target, List<Field> fields) {
    return answer(new Request("HEAD", target, fields)).stage().toCompletableFuture().join();
  }

  /**
   * Returns which pages answer navigations that name no file.
   *
   * @return the index of the root as it is now
   */
  public PageIndex pages() {
    return root.index().pages();
  }

  /**
   * Returns the URLs of this release's assets by their logical names, behind the CDN where one is
   * configured.
   *
   * @return the URLs of the root as it is now, to be asked for again after a reload; without a name
   *     when the root could not be scanned, which a notice says
   */
  public ReleaseUrls urls() {
    ReleaseUrls urls = root.index().urls();
    return cdn.map(urls::through).orElse(urls);
  }

  /**
   * Returns what an operator should know, such as that nothing lies under the base.
   *
   * @return one sentence each
   */
  public List<String> notices() {
    List<String> notices = new ArrayList<>(root.index().notices());
    root.failure().ifPresent(notices::add);
    fallback.ifPresent(it -> notices.addAll(it.notices()));
    return List.copyOf(notices);
  }

  /**
   * Indexes the root again and swaps the index; a failure keeps the old one.
   *
   * @throws io.passthrough.core.PassthroughException when the root cannot be indexed
   */
  public void reload() {
    root.reload();
  }

  @Override
  public void close() {
    fallback.ifPresent(FallbackResponder::close);
    root.close();
  }
}
