package io.passthrough.core.serving;

import io.passthrough.api.AssetStore;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.config.GatewayConfig;
import java.util.List;
import java.util.Optional;

/**
 * Answers requests for one release's files and, from a store, for those of every other.
 * Thread-safe.
 */
public final class AssetService implements RequestHandler, AutoCloseable {

  private AssetService() {}

  /**
   * Indexes the root and starts to follow the records, in the background: a store that is down
   * delays nothing.
   *
   * @param config what serves
   * @param store the store, opened for reading, which the caller closes; or empty for no fallback
   * @return a service, which the caller closes
   * @throws io.passthrough.core.PassthroughException when the root cannot be indexed
   */
  public static AssetService open(GatewayConfig config, Optional<AssetStore> store) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Reply answer(Request request) {
    throw new UnsupportedOperationException();
  }

  /**
   * Returns this release's name, when the records know its digest, else the default name.
   *
   * @return the name, or empty when nothing lies under the base
   */
  public Optional<ReleaseName> release() {
    throw new UnsupportedOperationException();
  }

  /**
   * Returns what an operator should know, such as that nothing lies under the base.
   *
   * @return one sentence each
   */
  public List<String> notices() {
    throw new UnsupportedOperationException();
  }

  /**
   * Indexes the root again and swaps the index; a failure keeps the old one.
   *
   * @throws io.passthrough.core.PassthroughException when the root cannot be indexed
   */
  public void reload() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
