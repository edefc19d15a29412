package io.passthrough.core.publish;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.manifest.ScannedRelease;
import java.util.Optional;

/** Publish, activate, roll back, list and explain, over one store. Thread-safe. */
public final class Pipeline {

  /**
   * Makes a pipeline.
   *
   * @param store the store, which the caller closes
   * @param concurrency how many objects are put at once, at least 1
   * @param listener told what happens
   */
  public Pipeline(AssetStore store, int concurrency, PipelineListener listener) {}

  /**
   * Publishes a release: puts what is missing, and its records. Never activates.
   *
   * @param release what a build holds
   * @param name the release's name, or empty for the default
   * @return what was done
   */
  public PublishResult publish(ScannedRelease release, Optional<ReleaseName> name) {
    throw new UnsupportedOperationException();
  }

  /**
   * Tells what a publish would do, and puts nothing.
   *
   * @param release what a build holds
   * @param name the release's name, or empty for the default
   * @return what would be done
   */
  public PublishResult dryRun(ScannedRelease release, Optional<ReleaseName> name) {
    throw new UnsupportedOperationException();
  }

  /**
   * Makes a release the current one of an environment.
   *
   * @param release a READY release
   * @param environment the environment, which may be new
   * @return what is current now
   */
  public ActivationResult activate(ReleaseName release, EnvironmentName environment) {
    throw new UnsupportedOperationException();
  }

  /**
   * Goes back to the release that was current before the current one was first activated.
   *
   * @param environment the environment
   * @return what is current now
   */
  public ActivationResult rollback(EnvironmentName environment) {
    throw new UnsupportedOperationException();
  }

  /**
   * Lists the releases.
   *
   * @return every release, newest first, and the records that could not be read
   */
  public ReleaseListing releases() {
    throw new UnsupportedOperationException();
  }

  /**
   * Tells which releases have a key.
   *
   * @param key the key
   * @param environment whose releases come first for a mutable key
   * @return what is known of the key
   */
  public Explanation explain(AssetKey key, EnvironmentName environment) {
    throw new UnsupportedOperationException();
  }
}
