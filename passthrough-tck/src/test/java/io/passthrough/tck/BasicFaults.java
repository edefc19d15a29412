package io.passthrough.tck;

import static io.passthrough.tck.Mutant.by;

import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Entry;
import io.passthrough.api.Version;
import io.passthrough.core.store.MemoryStore;
import io.passthrough.tck.Mutant.Put;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

final class BasicFaults {

  private BasicFaults() {}

  static List<Mutant> all() {
    return List.of(
        by("basic.empty", "list '', at most 1000: expected success, but was UNAVAILABLE")
            .list(
                "a folder that does not exist yet is an error",
                (store, ask) -> {
                  if (Listings.all(store, "").isEmpty()) {
                    throw Altered.failure(Kind.UNAVAILABLE, "list");
                  }
                  return ask.of(store);
                }),
        by("basic.empty", "read 'a.js': expected a refusal with NOT_FOUND, but was success")
            .read(
                "an absent object reads as an empty one",
                (store, key, range) -> {
                  Optional<AssetInfo> info = store.stat(key);
                  return info.isPresent()
                      ? store.read(key, range)
                      : Altered.reader(none(key), new byte[0]);
                }),
        by("basic.round-trip", "the size that stat tells: expected 9, but was 0")
            .stat(
                "stat does not know the size",
                (store, key) -> store.stat(key).map(info -> Altered.size(info, 0))),
        by("basic.round-trip", "the size in the listing: expected 9")
            .list(
                "list tells the size in blocks",
                (store, ask) ->
                    Altered.entries(
                        ask.of(store),
                        e -> new Entry(e.key(), 4_096, e.lastModified(), e.version()))),
        by("basic.all-256-bytes", "differing at byte 128")
            .put(
                "bytes pass through UTF-8",
                (store, put) -> put.changed(BasicFaults::asText).to(store)),
        by("basic.empty-object", "stat 'empty.css': expected the object, but was nothing")
            .put(
                "an empty body is not uploaded",
                (store, put) -> put.content().length() == 0 ? new Version("none") : put.to(store)),
        by("basic.overwrite-shorter-and-longer", "the size that stat tells: expected 5")
            .put("the old object's tail stays", BasicFaults::inPlace),
        by("basic.slow-source", "the body: expected")
            .put("one read() is taken for all", (store, put) -> put.of(oneRead(put)).to(store)),
        by("basic.second-handle", "stat 'app.js': expected the object, but was nothing")
            .store("absences are remembered", RemembersAbsence::new),
        by("basic.missing-container", "expected a refusal with UNAVAILABLE, but was success")
            .harness("a missing container is an empty one", () -> new Container(MemoryStore::new)),
        by("basic.bad-credentials", "with ACCESS_DENIED, but was UNAVAILABLE")
            .harness(
                "wrong credentials are a failure that passes",
                () -> new Container(() -> new Broken(Kind.UNAVAILABLE))),
        by("basic.empty-object", "the headers that stat tells, ")
            .put(
                "headers without bytes are not stored",
                (store, put) ->
                    put.content().length() == 0
                        ? put.of(RecordingStore.TEXT).to(store)
                        : put.to(store)),
        by("basic.missing-container", "the operation of the UNAVAILABLE from stat: expected 'stat'")
            .harness(
                "the vendor's names for operations are told",
                () -> new Container(() -> Refusing.renamed(new Broken(Kind.UNAVAILABLE)))),
        by("basic.bad-credentials", "retryable() of an ACCESS_DENIED: expected false, but was true")
            .harness(
                "wrong credentials can be repeated",
                () -> new Container(() -> Refusing.repeatable(new Broken(Kind.ACCESS_DENIED)))),
        by("basic.last-refusals", "retryable() of a NOT_FOUND: expected false, but was true")
            .store("every failure can be repeated", Refusing::repeatable),
        by("basic.not-found-names-key", "the key of the NOT_FOUND from read: expected 'js/lost.js'")
            .read("the exception has no key", (store, key, range) -> nameless(store, key, range)));
  }

  private static AssetInfo none(AssetKey key) {
    return new AssetInfo(key, 0, Instant.EPOCH, new Version("none"), RecordingStore.TEXT);
  }

  private static byte[] asText(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
  }

  private static Version inPlace(AssetStore store, Put put) {
    byte[] old =
        store
            .stat(put.key())
            .map(info -> Altered.bytes(store, put.key(), ByteRange.ALL))
            .orElse(new byte[0]);
    return put.changed(bytes -> over(bytes, old)).to(store);
  }

  private static byte[] over(byte[] bytes, byte[] old) {
    byte[] mixed = Arrays.copyOf(bytes, Math.max(bytes.length, old.length));
    if (old.length > bytes.length) {
      System.arraycopy(old, bytes.length, mixed, bytes.length, old.length - bytes.length);
    }
    return mixed;
  }

  private static byte[] oneRead(Put put) {
    byte[] buffer = new byte[(int) put.content().length()];
    try (InputStream in = put.content().open()) {
      return Arrays.copyOf(buffer, Math.max(0, in.read(buffer)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AssetReader nameless(AssetStore store, AssetKey key, ByteRange range) {
    try {
      return store.read(key, range);
    } catch (AssetStoreException e) {
      throw Altered.failure(e.kind(), "read");
    }
  }

  private static final class RemembersAbsence extends Forwarding {
    private final Set<AssetKey> absent = new HashSet<>();

    RemembersAbsence(AssetStore store) {
      super(store);
    }

    @Override
    public Optional<AssetInfo> stat(AssetKey key) {
      if (absent.contains(key)) {
        return Optional.empty();
      }
      Optional<AssetInfo> info = super.stat(key);
      if (info.isEmpty()) {
        absent.add(key);
      }
      return info;
    }
  }

  private static final class Container extends MemoryBackend {
    private final Supplier<AssetStore> unusable;

    Container(Supplier<AssetStore> unusable) {
      super(UnaryOperator.identity());
      this.unusable = unusable;
    }

    @Override
    public Optional<Supplier<AssetStore>> missingContainer() {
      return Optional.of(unusable);
    }

    @Override
    public Optional<Supplier<AssetStore>> badCredentials() {
      return Optional.of(unusable);
    }
  }
}
