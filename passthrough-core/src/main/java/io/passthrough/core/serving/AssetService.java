package io.passthrough.core.serving;

import com.github.benmanes.caffeine.cache.Ticker;
import io.passthrough.api.AssetStore;
import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.config.GatewayConfig;
import io.passthrough.core.config.PublishConfig;
import io.passthrough.core.fallback.FetchLimits;
import io.passthrough.core.fallback.StoreFetcher;
import io.passthrough.core.release.CatalogPoller;
import io.passthrough.core.url.RequestPath;
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
  private final Optional<FallbackResponder> store;

  private AssetService(LocalRoot root, Router router, Optional<FallbackResponder> store) {
    this.root = root;
    this.router = router;
    this.store = store;
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
    Optional<FallbackResponder> answers =
        store.map(
            it -> {
              StoreFetcher fetcher = new StoreFetcher(it, limits, Ticker.systemTicker());
              root.onMemory(fetcher::resize);
              return new FallbackResponder(
                  fetcher,
                  new CatalogPoller(it, config.assets().refresh(), fetcher::forgetMissing),
                  config.assets(),
                  config.environment());
            });
    return new AssetService(root, new Router(config, store.isPresent()), answers);
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
    if (plain != null) {
      return new Reply.Now(local(plain, head, fields));
    }
    Reply reply =
        RequestPath.parse(request.target())
            .map(target -> router.route(target, Router.isNavigation(fields), index))
            .map(route -> answer(route, head, fields))
            .orElseGet(() -> new Reply.Now(ErrorResponses.BAD_REQUEST));
    return head ? withoutBody(reply) : reply;
  }

  private static Response otherMethod(Request request) {
    if (!request.method().equals("OPTIONS")) {
      return ErrorResponses.METHOD_NOT_ALLOWED;
    }
    boolean legal = request.target().equals("*") || RequestPath.parse(request.target()).isPresent();
    return legal ? ErrorResponses.OPTIONS : ErrorResponses.BAD_REQUEST;
  }

  private Reply answer(Route route, boolean head, RequestFields fields) {
    if (route instanceof Route.Fallback fallback) {
      Optional<FallbackResponder.Alternative> unlessKnown =
          fallback
              .unlessKnown()
              .map(
                  other ->
                      new FallbackResponder.Alternative(
                          other instanceof Route.Local, () -> here(other, head, fields)));
      return store
          .orElseThrow()
          .answer(new FallbackResponder.AssetRequest(fallback.key(), head, fields), unlessKnown);
    }
    return new Reply.Now(here(route, head, fields));
  }

  private Response here(Route route, boolean head, RequestFields fields) {
    if (route instanceof Route.Local local) {
      return local(local.file(), head, fields);
    }
    if (route instanceof Route.Moved moved) {
      return ErrorResponses.moved(moved.location());
    }
    return route instanceof Route.Illegal ? ErrorResponses.BAD_REQUEST : ErrorResponses.NOT_FOUND;
  }

  private Response local(LocalFile file, boolean head, RequestFields fields) {
    try {
      Response response = file.answer(head, fields);
      return head ? ErrorResponses.withoutBody(response) : response;
    } catch (StaleRootException e) {
      root.reloadSoon();
      return ErrorResponses.UNAVAILABLE;
    }
  }

  private static Reply withoutBody(Reply reply) {
    return reply instanceof Reply.Later later
        ? new Reply.Later(later.response().thenApply(ErrorResponses::withoutBody))
        : new Reply.Now(ErrorResponses.withoutBody(((Reply.Now) reply).response()));
  }

  /**
   * Returns this release's name, when the records know its digest, else the default name.
   *
   * @return the name, or empty when nothing lies under the base
   */
  public Optional<ReleaseName> release() {
    return root.index()
        .digest()
        .map(
            digest ->
                store
                    .flatMap(it -> it.catalog().catalog().release(digest))
                    .orElseGet(() -> ReleaseManifest.defaultName(digest)));
  }

  /**
   * Returns what an operator should know, such as that nothing lies under the base.
   *
   * @return one sentence each
   */
  public List<String> notices() {
    List<String> notices = new ArrayList<>(root.index().notices());
    root.failure().ifPresent(notices::add);
    store.flatMap(it -> it.catalog().failure()).ifPresent(notices::add);
    store.ifPresent(it -> notices.addAll(it.catalog().catalog().faults()));
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
    store.ifPresent(
        it -> {
          it.catalog().close();
          it.fetcher().close();
        });
    root.close();
  }
}
