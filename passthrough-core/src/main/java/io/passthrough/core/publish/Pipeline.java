package io.passthrough.core.publish;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.Capability;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.PipelineListener;
import io.passthrough.core.ProcessClock;
import io.passthrough.core.Workers;
import io.passthrough.core.attempt.DryRunStore;
import io.passthrough.core.attempt.PipelineContext;
import io.passthrough.core.attempt.Progress;
import io.passthrough.core.attempt.Run;
import io.passthrough.core.scan.ScannedRelease;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** Publish, activate and roll back over one store. Thread-safe. */
public final class Pipeline {

  private final PipelineContext context;
  private final PipelineListener listener;

  /**
   * Makes a pipeline.
   *
   * @param store the store, which the caller closes
   * @param concurrency how many objects are put at once, at least 1
   * @param listener told what happens
   */
  public Pipeline(AssetStore store, int concurrency, PipelineListener listener) {
    this(store, concurrency, listener, ProcessClock.system());
  }

  /**
   * Makes a pipeline with a clock of its own.
   *
   * @param store the store, which the caller closes
   * @param concurrency how many objects are put at once, at least 1
   * @param listener told what happens
   * @param clock the writer's clock
   */
  public Pipeline(AssetStore store, int concurrency, PipelineListener listener, Clock clock) {
    this(store, concurrency, listener, ProcessClock.of(clock));
  }

  /**
   * Makes a pipeline with clocks of its own.
   *
   * @param store the store, which the caller closes
   * @param concurrency how many objects are put at once, at least 1
   * @param listener told what happens
   * @param clock the writer's clocks
   */
  public Pipeline(
      AssetStore store, int concurrency, PipelineListener listener, ProcessClock clock) {
    this.context = PipelineContext.of(store, new Workers(concurrency), clock);
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
    return publish(context, release, name, false);
  }

  /**
   * Returns what a publish would do, and puts nothing.
   *
   * @param release what a build holds
   * @param name the release's name, or empty for the default
   * @return what would be done
   */
  public PublishResult dryRun(ScannedRelease release, Optional<ReleaseName> name) {
    return publish(
        context.with(new DryRunStore(context.store(), context.clock().wall())),
        release,
        name,
        true);
  }

  /**
   * Makes a release the current one of an environment, whatever other runs do meanwhile.
   *
   * @param release a READY release
   * @param environment the environment, which may be new
   * @return what is current now
   */
  public ActivationResult activate(ReleaseName release, EnvironmentName environment) {
    return activate(release, environment, Optional.empty());
  }

  /**
   * Makes a release the current one of an environment, and puts back what it lacks.
   *
   * @param release a READY release
   * @param environment the environment, which may be new
   * @param build what the release was made of, or empty when that is not at hand
   * @return what is current now
   */
  public ActivationResult activate(
      ReleaseName release, EnvironmentName environment, Optional<ScannedRelease> build) {
    requireCreateIfAbsent();
    return new Activate(context, environment, listener, build).activate(release);
  }

  /**
   * Makes a release the current one of an environment, unless another run made one current
   * meanwhile.
   *
   * @param release a READY release
   * @param environment the environment, which may be new
   * @param since the sequence of what was current when the command began, by {@link #current}; or
   *     empty for what is current now
   * @param build what a build holds, from which objects that are missing are put back
   * @return what is current now
   * @throws PassthroughException as a conflict, when something else became current
   */
  public ActivationResult activateUnlessChanged(
      ReleaseName release,
      EnvironmentName environment,
      OptionalLong since,
      Optional<ScannedRelease> build) {
    requireCreateIfAbsent();
    return new Activate(context, environment, listener, build)
        .activateUnlessChanged(release, since);
  }

  /**
   * Finds what is current in an environment.
   *
   * @param environment the environment
   * @return the sequence of the activation that counts; 0 when none does
   */
  public long current(EnvironmentName environment) {
    return new Activate(context, environment, listener, Optional.empty()).current();
  }

  /**
   * Goes back to the release that was current before the current one was first activated.
   *
   * @param environment the environment
   * @return what is current now
   */
  public ActivationResult rollback(EnvironmentName environment) {
    return rollback(environment, Optional.empty());
  }

  /**
   * Goes back to the release that was current before the current one was first activated, and puts
   * back what it lacks.
   *
   * @param environment the environment
   * @param build what that release was made of, or empty when that is not at hand
   * @return what is current now
   */
  public ActivationResult rollback(EnvironmentName environment, Optional<ScannedRelease> build) {
    requireCreateIfAbsent();
    return new Activate(context, environment, listener, build).rollback();
  }

  /**
   * Ends an environment: nothing is current in it any more.
   *
   * @param environment the environment
   * @return which release was current in it
   */
  public ActivationResult deactivate(EnvironmentName environment) {
    requireCreateIfAbsent();
    return new Activate(context, environment, listener, Optional.empty()).deactivate();
  }

  /**
   * Keeps a release until it is unpinned, and puts back what it lacks.
   *
   * @param release a READY release
   * @param reason why, for people
   * @param build what the release was made of, or empty when that is not at hand
   */
  public void pin(ReleaseName release, Optional<String> reason, Optional<ScannedRelease> build) {
    requireCreateIfAbsent();
    new Pinning(context, listener).pin(release, reason, build);
  }

  /**
   * Leaves it to the policy again how long a release stays.
   *
   * @param release a release that is pinned
   * @return how many pins there were
   */
  public int unpin(ReleaseName release) {
    return new Pinning(context, listener).unpin(release);
  }

  /**
   * Sets a release or a record aside, which cannot be read and of which there is no backup: it
   * counts as gone. Deletes nothing.
   *
   * @param subject a release's name, or a record's key
   * @return the key of the marker that says so
   * @throws PassthroughException when there is no such thing, or it is or may be current
   */
  public AssetKey forget(String subject) {
    requireCreateIfAbsent();
    return new Forget(context).run(subject);
  }

  private PublishResult publish(
      PipelineContext with, ScannedRelease release, Optional<ReleaseName> name, boolean dryRun) {
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
        release.summary(run.manifest().assets()),
        progress.warnings());
  }

  private void requireCreateIfAbsent() {
    if (!context.store().capabilities().contains(Capability.CREATE_IF_ABSENT)) {
      throw new PassthroughException(
          Kind.REFUSED,
          "Cannot keep records in " + context.store() + ": it cannot create only what is absent",
          "name a store that can");
    }
  }
}
