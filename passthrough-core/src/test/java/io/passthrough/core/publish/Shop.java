package io.passthrough.core.publish;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PipelineListener;
import io.passthrough.core.record.StoreLayout;
import io.passthrough.core.release.KnownAsset;
import io.passthrough.core.release.ReleaseCatalog;
import io.passthrough.core.release.ReleaseList;
import io.passthrough.core.release.Releases;
import io.passthrough.core.store.AssetStores;
import io.passthrough.core.store.MemoryStore;
import io.passthrough.core.store.StoreOperations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A store in memory with a pipeline over it, and what a test asks of both. */
public final class Shop {

  private static final String MANIFEST = "/manifest.json";

  public final MemoryStore memory;
  public final AssetStore store;
  public final Pipeline pipeline;
  public final Releases releases;

  private Shop(MemoryStore memory, AssetStore store) {
    this.memory = memory;
    this.store = AssetStores.guarded(store);
    this.pipeline = new Pipeline(this.store, 3, PipelineListener.NONE);
    this.releases = new Releases(this.store, 3);
  }

  public static Shop open() {
    MemoryStore memory = new MemoryStore();
    return new Shop(memory, memory);
  }

  /** Opens the same objects again, through other code. */
  public Shop through(AssetStore other) {
    return new Shop(memory, other);
  }

  public PublishResult publish(String name, Builds build) {
    return pipeline.publish(build.scanned(), Optional.of(ReleaseName.of(name)));
  }

  public ActivationResult activate(String name) {
    return pipeline.activate(ReleaseName.of(name), EnvironmentName.DEFAULT);
  }

  public ActivationResult rollback() {
    return pipeline.rollback(EnvironmentName.DEFAULT);
  }

  public ReleaseList.Row row(String name) {
    return releases.list().releases().stream()
        .filter(row -> row.release().value().equals(name))
        .findFirst()
        .orElseThrow();
  }

  public List<String> releases() {
    return releases.list().releases().stream().map(row -> row.release().value()).toList();
  }

  public Optional<KnownAsset> find(String key) {
    return ReleaseCatalog.empty().refresh(store).find(AssetKey.of(key), EnvironmentName.DEFAULT);
  }

  /** Returns what a gateway would serve. */
  public String served(String key) {
    return text(find(key).orElseThrow().location().value());
  }

  public String text(String key) {
    try (AssetReader reader = memory.read(AssetKey.of(key), ByteRange.ALL)) {
      return new String(reader.body().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public AssetInfo info(String key) {
    return memory.stat(AssetKey.of(key)).orElseThrow();
  }

  public List<String> keys(String prefix) {
    return StoreOperations.list(memory, prefix).stream().map(entry -> entry.key().value()).toList();
  }

  /** Returns the keys that are no records. */
  public List<String> contents() {
    return keys("").stream()
        .filter(key -> !key.startsWith(StoreLayout.RELEASES))
        .filter(key -> !key.startsWith(StoreLayout.ACTIVATIONS))
        .filter(key -> !key.startsWith(StoreLayout.JOURNAL))
        .toList();
  }

  /** Returns the outcomes of a release's attempts. */
  public List<String> outcomes(String release) {
    return keys(StoreLayout.RELEASES + release + "/attempts/").stream()
        .filter(key -> key.endsWith("/outcome.json"))
        .map(this::text)
        .toList();
  }

  public String manifestKey(String release) {
    return StoreLayout.RELEASES + release + MANIFEST;
  }

  /** Puts an object as another tool would: with a type and nothing else. */
  public void putForeign(String key, String text) {
    memory.put(
        AssetKey.of(key),
        Content.of(Builds.bytes(text)),
        AssetHeaders.of("text/plain"),
        PutCondition.ALWAYS);
  }

  public void delete(String key) {
    memory.delete(List.of(AssetKey.of(key)));
  }
}
