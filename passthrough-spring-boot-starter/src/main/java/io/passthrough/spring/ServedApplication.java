package io.passthrough.spring;

import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.config.GatewayConfig;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.config.SpaConfig;
import io.passthrough.core.serving.ReleaseHost;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * A lifecycle around all that an application answers assets from: open before the web server
 * accepts connections, closed after it has drained, with the lease given back. Thread-safe.
 */
final class ServedApplication implements SmartLifecycle, AutoCloseable {

  /** Below the phases in which Spring Boot's web servers start, and drain. */
  private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;

  private final PassthroughConfig config;
  private final RequestTargets targets;
  private volatile Optional<String> fault = Optional.empty();
  private volatile @Nullable ReleaseHost host;

  private ServedApplication(PassthroughConfig config) {
    this.config = config;
    this.targets = new RequestTargets(config.gateway().mount());
  }

  /**
   * Opens an application.
   *
   * @param config its configuration, with the root of its own files
   * @return the application, closed by its context
   * @throws io.passthrough.api.AssetStoreException when the store's options do not fit
   */
  static ServedApplication open(PassthroughConfig config) {
    GatewayConfig gateway = config.gateway().withSpa(SpaConfig.NONE);
    ServedApplication application = new ServedApplication(config.withGateway(gateway));
    application.start();
    return application;
  }

  /** Own files that cannot be indexed keep nobody from those of other releases. */
  private ReleaseHost open() {
    try {
      ReleaseHost opened = ReleaseHost.open(config);
      fault = Optional.empty();
      return opened;
    } catch (PassthroughException e) {
      ReleaseHost opened = ReleaseHost.open(EmptyRoot.in(config));
      fault = Optional.of("No release of one's own: " + e.getMessage() + "; " + e.next());
      return opened;
    }
  }

  PassthroughConfig config() {
    return config;
  }

  /** Returns what answers. */
  ReleaseHost host() {
    return Objects.requireNonNull(host, "The application has ended");
  }

  /** Returns how requests' targets and core's paths become each other. */
  RequestTargets targets() {
    return targets;
  }

  /** Returns a request's target as core sees it. */
  String target(HttpServletRequest request) {
    return targets.of(request);
  }

  /** Returns the URL path under which assets lie, within a context path and a servlet's path. */
  String base(String prefix) {
    String base = config.gateway().assets().base();
    String full = targets.full(base, prefix);
    return full.startsWith(prefix + "/") ? full.substring(prefix.length()) : base;
  }

  /** Returns the release's name; empty when nothing of the application lies under the base. */
  Optional<ReleaseName> release() {
    return fault.isPresent() ? Optional.empty() : host().release();
  }

  /** Returns why the application's own files are no release, where they cannot be indexed. */
  Optional<String> fault() {
    return fault;
  }

  /** Returns what an operator should know, one sentence each. */
  List<String> notices() {
    List<String> notices = fault.isPresent() ? List.of() : host().notices();
    return Stream.of(config.notices().stream(), fault.stream(), notices.stream())
        .flatMap(each -> each)
        .toList();
  }

  @Override
  public synchronized void start() {
    if (host == null) {
      host = open();
    }
  }

  @Override
  public synchronized void stop() {
    ReleaseHost open = host;
    host = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public boolean isRunning() {
    return host != null;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }

  @Override
  public void close() {
    stop();
  }
}
