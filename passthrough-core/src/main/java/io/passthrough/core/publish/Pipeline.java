package io.passthrough.core.publish;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.Capability;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.manifest.ScannedRelease;
import io.passthrough.core.release.ReleaseCatalog;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Publish, activate, roll back, list and explain, over one store. Thread-safe. */
public final class Pipeline {

  private final Engine engine;
  private final PipelineListener listener;

  /**
   * Makes a pipeline.
   *
   * @param store the store, which the caller closes
   * @param concurrency how many objects are put at once, at least 1
   * @param listener told what happens
   */
  public Pipeline(AssetStore store, int concurrency, PipelineListener listener) {
    this(store, concurrency, listener, Clock.systemUTC());
  }

  Pipeline(AssetStore store, int concurrency, PipelineListener listener, Clock clock) {
    this.engine = Engine.of(store, new Workers(concurrency), clock);
    this.listener = Objects.requireNonNull(listener, "listener");
  }

  /**
   * Publishes a release: puts what is missing, and its records. Never activates.
   *
   * @param release what a build holds
   * @param name the release's name, or empty for the default
   * @return what was done
   */
  public PublishResult publish(ScannedRelease release, Optional<ReleaseName> name) {
    return publish(engine, release, name, false);
  }

  /**
   * Tells what a publish would do, and puts nothing.
   *
   * @param release what a build holds
   * @param name the release's name, or empty for the default
   * @return what would be done
   */
  public PublishResult dryRun(ScannedRelease release, Optional<ReleaseName> name) {
    return publish(engine.with(new DryRunStore(engine.store())), release, name, true);
  }

  /**
   * Makes a release the current one of an environment.
   *
   * @param release a READY release
   * @param environment the environment, which may be new
   * @return what is current now
   */
  public ActivationResult activate(ReleaseName release, EnvironmentName environment) {
    requireCreateIfAbsent();
    return new Activate(engine, environment).activate(release);
  }

  /**
   * Goes back to the release that was current before the current one was first activated.
   *
   * @param environment the environment
   * @return what is current now
   */
  public ActivationResult rollback(EnvironmentName environment) {
    requireCreateIfAbsent();
    return new Activate(engine, environment).rollback();
  }

  /**
   * Lists the releases.
   *
   * @return every release, newest first, and the records that could not be read
   */
  public ReleaseListing releases() {
    return new Listing(engine.ledger(ReleaseVisitor.NONE)).releases();
  }

  /**
   * Tells which releases have a key.
   *
   * @param key the key
   * @param environment whose releases come first for a mutable key
   * @return what is known of the key
   */
  public Explanation explain(AssetKey key, EnvironmentName environment) {
    ReleaseCatalog catalog = ReleaseCatalog.empty().refresh(engine.store());
    if (!catalog.faults().isEmpty()) {
      throw new PassthroughException(
          Kind.IO, catalog.faults().get(0), "restore the object from a copy of the store");
    }
    return new Explanation(key, catalog.find(key, environment), catalog.releases(key));
  }

  private PublishResult publish(
      Engine with, ScannedRelease release, Optional<ReleaseName> name, boolean dryRun) {
    requireCreateIfAbsent();
    long start = System.nanoTime();
    Run run = new Publish(with, listener).run(release, release.manifest(name));
    int assets = run.manifest().assets().size();
    Progress progress = run.progress();
    return new PublishResult(
        run.release(),
        run.manifest().digest(),
        assets,
        progress.uploaded(),
        assets - progress.uploaded(),
        progress.uploadedBytes(),
        run.bytes() - progress.uploadedBytes(),
        run.reloadBytes().orElseThrow(),
        Duration.ofNanos(System.nanoTime() - start),
        dryRun,
        progress.warnings());
  }

  private void requireCreateIfAbsent() {
    if (!engine.store().capabilities().contains(Capability.CREATE_IF_ABSENT)) {
      throw new PassthroughException(
          Kind.REFUSED,
          "Cannot keep records in " + engine.store() + ": it cannot create only what is absent",
          "name a store that can");
    }
  }
}
