package io.passthrough.gateway;

import io.passthrough.api.AssetStore;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.config.AssetsConfig;
import io.passthrough.core.config.GatewayConfig;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.lease.LeaseKeeper;
import io.passthrough.core.serving.AssetService;
import io.passthrough.core.serving.ReleaseEndpoint;
import io.passthrough.core.store.AssetStores;
import io.passthrough.core.store.LateStore;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A gateway with all that it answers from. Thread-safe. */
public final class ServedRelease implements AutoCloseable {

  private final Optional<LateStore> store;
  private final AssetService service;
  private final Gateway gateway;
  private final Optional<LeaseKeeper> lease;

  private ServedRelease(
      Optional<LateStore> store,
      AssetService service,
      Gateway gateway,
      Optional<LeaseKeeper> lease) {
    this.store = store;
    this.service = service;
    this.gateway = gateway;
    this.lease = lease;
  }

  /** Opens all that a configuration names; a failure closes what was opened. */
  static ServedRelease start(PassthroughConfig config) {
    Optional<LateStore> store = config.gateway().assets().store().map(AssetStores::openLater);
    try {
      return start(config, store);
    } catch (RuntimeException e) {
      store.ifPresent(AssetStore::close);
      throw e;
    }
  }

  private static ServedRelease start(PassthroughConfig config, Optional<LateStore> store) {
    GatewayConfig gateway = config.gateway();
    AssetService service =
        AssetService.open(gateway, config.publish(), store.map(AssetStore.class::cast));
    try {
      Gateway listening = Gateway.start(gateway.listener(), endpoint(config, service));
      return new ServedRelease(store, service, listening, lease(gateway, service));
    } catch (RuntimeException e) {
      service.close();
      throw e;
    }
  }

  private static ReleaseEndpoint endpoint(PassthroughConfig config, AssetService service) {
    return new ReleaseEndpoint(
        service, config.gateway().mount(), config.retention().kept(), Clock.systemUTC());
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
   * Returns where it listens.
   *
   * @return such as {@code http://127.0.0.1:8080}
   */
  public URI uri() {
    return gateway.uri();
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

  /**
   * Returns whether an event loop has ended by an error, so that some connections are never
   * answered.
   *
   * @return whether it should be started anew; false when it was closed
   */
  public boolean hasFailed() {
    return gateway.hasFailed();
  }

  /** Drains: finishes the responses under way, then closes all. */
  @Override
  public void close() {
    gateway.close();
    lease.ifPresent(LeaseKeeper::close);
    service.close();
    store.ifPresent(AssetStore::close);
  }
}
