package io.passthrough.core.serving;

import io.passthrough.api.AssetStore;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.config.AssetsConfig;
import io.passthrough.core.config.GatewayConfig;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.lease.LeaseKeeper;
import io.passthrough.core.store.AssetStores;
import io.passthrough.core.store.LateStore;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that a host answers from, composed of a configuration: the store, opened late when it is down
 * for now, the service over it, the endpoint for open pages, and the lease on the release.
 * Thread-safe.
 */
public final class ReleaseHost implements AutoCloseable {

  private final Optional<LateStore> store;
  private final AssetService service;
  private final ReleaseEndpoint endpoint;
  private final Optional<LeaseKeeper> lease;

  private ReleaseHost(
      Optional<LateStore> store,
      AssetService service,
      ReleaseEndpoint endpoint,
      Optional<LeaseKeeper> lease) {
    this.store = store;
    this.service = service;
    this.endpoint = endpoint;
    this.lease = lease;
  }

  /**
   * Opens all that a configuration names; a failure closes what was opened.
   *
   * @param config the configuration
   * @return what answers requests, which the caller closes
   * @throws io.passthrough.core.PassthroughException when the root cannot be indexed
   * @throws io.passthrough.api.AssetStoreException when the store's options do not fit
   */
  public static ReleaseHost open(PassthroughConfig config) {
    Optional<LateStore> store = config.gateway().assets().store().map(AssetStores::openLater);
    try {
      return open(config, store);
    } catch (RuntimeException e) {
      store.ifPresent(AssetStore::close);
      throw e;
    }
  }

  private static ReleaseHost open(PassthroughConfig config, Optional<LateStore> store) {
    GatewayConfig gateway = config.gateway();
    AssetService service =
        AssetService.open(gateway, config.publish(), store.map(AssetStore.class::cast));
    try {
      ReleaseEndpoint endpoint =
          new ReleaseEndpoint(
              service, gateway.mount(), config.retention().kept(), Clock.systemUTC());
      return new ReleaseHost(store, service, endpoint, lease(gateway, service));
    } catch (RuntimeException e) {
      service.close();
      throw e;
    }
  }

  /** Starts to keep a lease, in the background and through a handle of its own. */
  private static Optional<LeaseKeeper> lease(GatewayConfig gateway, AssetService service) {
    AssetsConfig assets = gateway.assets();
    return assets
        .records()
        .lease()
        .flatMap(
            term ->
                assets
                    .store()
                    .map(
                        store ->
                            LeaseKeeper.start(
                                store, gateway.environment(), term, service::ownRelease)));
  }

  /**
   * Returns what answers every request.
   *
   * @return the service, with the endpoint for open pages in front
   */
  public RequestHandler handler() {
    return endpoint;
  }

  /**
   * Returns whether a request, other than for a page, is one for the handler: for an asset of any
   * release, or for the endpoint. Asks no store.
   *
   * @param target the URL's path, with or without a query, as a request has it
   * @return false where only the rest of an application may answer
   */
  public boolean answers(String target) {
    return endpoint.isAsked(target) || service.isAsset(target);
  }

  /**
   * Returns the service over the root and the store.
   *
   * @return the service, which is closed with this
   */
  public AssetService service() {
    return service;
  }

  /**
   * Returns the release's name.
   *
   * @return the name, or empty when nothing lies under the base
   */
  public Optional<ReleaseName> release() {
    return service.release();
  }

  /**
   * Returns what an operator should know.
   *
   * @return one sentence each
   */
  public List<String> notices() {
    Optional<String> late = store.flatMap(LateStore::notice);
    Stream<String> others =
        service.notices().stream().filter(each -> late.filter(own -> own.contains(each)).isEmpty());
    Stream<String> leases = lease.stream().flatMap(it -> it.notices().stream());
    return Stream.of(late.stream(), others, leases).flatMap(each -> each).toList();
  }

  /** Gives the lease back and closes service and store. */
  @Override
  public void close() {
    lease.ifPresent(LeaseKeeper::close);
    service.close();
    store.ifPresent(AssetStore::close);
  }
}
