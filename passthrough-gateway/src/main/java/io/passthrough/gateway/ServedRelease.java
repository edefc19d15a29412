package io.passthrough.gateway;

import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.DaemonThreads;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.serving.ReleaseHost;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/** A gateway with all that it answers from. Thread-safe. */
public final class ServedRelease implements AutoCloseable {

  private static final ThreadFactory LOADER = DaemonThreads.named("gateway-loader");

  private final ReleaseHost host;
  private final Gateway gateway;

  private ServedRelease(ReleaseHost host, Gateway gateway) {
    this.host = host;
    this.gateway = gateway;
  }

  /**
   * Opens all that a configuration names; a failure closes what was opened. The library of sockets
   * is loaded beside that.
   */
  static ServedRelease start(PassthroughConfig config) {
    LOADER.newThread(SocketKind::best).start();
    ReleaseHost host = ReleaseHost.open(config);
    try {
      return new ServedRelease(host, Gateway.start(config.gateway().listener(), host.handler()));
    } catch (RuntimeException e) {
      host.close();
      throw e;
    }
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
    return host.release();
  }

  /**
   * Returns what an operator should know.
   *
   * @return one sentence each
   */
  public List<String> notices() {
    return host.notices();
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
    host.close();
  }
}
