package io.passthrough.core.prune;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PipelineListener;
import io.passthrough.core.config.RetentionConfig;
import io.passthrough.core.config.RetentionConfig.Kept;
import io.passthrough.core.config.RetentionConfig.Timing;
import io.passthrough.core.publish.Builds;
import io.passthrough.core.publish.Pipeline;
import io.passthrough.core.publish.PublishResult;
import io.passthrough.core.release.ReleaseList;
import io.passthrough.core.release.Releases;
import io.passthrough.core.store.AssetStores;
import io.passthrough.core.store.MemoryStore;
import io.passthrough.core.store.StoreOperations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A store in memory whose clock is ours, with a pipeline and a pruner over it. */
final class PrunedShop {

  /** Keeps what is current, and nothing else. */
  static final RetentionConfig CURRENT_ONLY = kept(1, Duration.ZERO, Duration.ZERO);

  final Clocks storeClock;
  final Clocks clock;
  final MemoryStore memory;
  final AssetStore store;
  final Pipeline pipeline;
  final Pruner pruner;
  final List<String> warnings = new ArrayList<>();

  PrunedShop() {
    this(new Clocks());
  }

  PrunedShop(Clocks clock) {
    this(clock, clock, new MemoryStore(clock.wall()));
  }

  private PrunedShop(Clocks clock, Clocks storeClock, MemoryStore memory) {
    this(clock, storeClock, memory, memory);
  }

  private PrunedShop(Clocks clock, Clocks storeClock, MemoryStore memory, AssetStore through) {
    this.clock = clock;
    this.storeClock = storeClock;
    this.memory = memory;
    this.store = AssetStores.guarded(through);
    PipelineListener listener =
        event -> {
          if (event instanceof PipelineListener.Warned warned) {
            warnings.add(warned.message());
          }
        };
    this.pipeline = new Pipeline(store, 1, listener, clock);
    this.pruner = new Pruner(store, 1, listener, clock);
  }

  /** Opens the same objects by another process, which has clocks of its own. */
  PrunedShop by(Clocks other) {
    return new PrunedShop(other, storeClock, memory);
  }

  /** Opens the same objects through other code. */
  PrunedShop through(AssetStore other) {
    return new PrunedShop(clock, storeClock, memory, other);
  }

  static RetentionConfig kept(int releases, Duration maxAge, Duration staging) {
    Timing timing =
        new Timing(
            Duration.ofHours(24),
            Duration.ofHours(1),
            Duration.ofMinutes(10),
            Duration.ofMinutes(15));
    return new RetentionConfig(new Kept(releases, maxAge, staging, 0, Optional.empty()), timing);
  }

  /** Keeps what is current, and waits so long for a delete without an answer. */
  static RetentionConfig settling(Duration settle) {
    Timing timing = CURRENT_ONLY.timing();
    return new RetentionConfig(
        CURRENT_ONLY.kept(),
        new Timing(timing.abandonAfter(), timing.lease(), timing.plan(), settle));
  }

  PublishResult publish(String name, Builds build) {
    return pipeline.publish(build.scanned(), Optional.of(ReleaseName.of(name)));
  }

  void activate(String name) {
    var unused = pipeline.activate(ReleaseName.of(name), EnvironmentName.DEFAULT);
  }

  /** Publishes and activates a release with one file of its own and one that all have. */
  void deploy(String name) {
    publish(name, build(name));
    activate(name);
  }

  static Builds build(String release) {
    return Builds.build()
        .fingerprinted(own(release), "own of " + release)
        .fingerprinted("js/shared.0a1b2c3d.js", "shared")
        .mutable("index.html", "page of " + release);
  }

  static String own(String release) {
    return "js/" + release + ".1a2b3c4d.js";
  }

  PruneResult prune(RetentionConfig config) {
    return pruner.prune(config, true);
  }

  List<String> releases() {
    return new Releases(store, 1)
        .list().releases().stream()
            .filter(row -> row.state() == ReleaseList.State.READY)
            .map(row -> row.release().value())
            .sorted()
            .toList();
  }

  List<String> keys(String prefix) {
    return StoreOperations.list(memory, prefix).stream().map(entry -> entry.key().value()).toList();
  }

  boolean has(String key) {
    return memory.stat(AssetKey.of(key)).isPresent();
  }

  void delete(String key) {
    memory.delete(List.of(AssetKey.of(key)));
  }

  byte[] bytes(String key) {
    try (AssetReader reader = memory.read(AssetKey.of(key), ByteRange.ALL)) {
      return reader.body().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void put(String key, byte[] bytes) {
    memory.put(
        AssetKey.of(key),
        Content.of(bytes),
        AssetHeaders.of(AssetHeaders.OCTET_STREAM),
        PutCondition.ALWAYS);
  }
}
