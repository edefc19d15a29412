package io.passthrough.core.objects;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Entry;
import io.passthrough.api.Version;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.Workers;
import io.passthrough.core.record.ContentId;
import io.passthrough.core.record.StoreLayout;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Returns which bytes objects have, as of one listing: by a recorded version, else by the hash in
 * their metadata, else by reading them. Thread-safe.
 */
public final class ObjectLookup {

  private final AssetStore store;
  private final Map<AssetKey, Entry> listed;
  private final BiFunction<AssetKey, Version, Optional<ContentId>> recorded;
  private final Map<AssetKey, AssetHeaders> foreign = new ConcurrentHashMap<>();

  private ObjectLookup(
      AssetStore store,
      Map<AssetKey, Entry> listed,
      BiFunction<AssetKey, Version, Optional<ContentId>> recorded) {
    this.store = store;
    this.listed = listed;
    this.recorded = recorded;
  }

  /** Lists the objects now. */
  public static ObjectLookup list(
      AssetStore store,
      Workers workers,
      Collection<RequiredObject> objects,
      BiFunction<AssetKey, Version, Optional<ContentId>> recorded) {
    Set<AssetKey> wanted = objects.stream().map(RequiredObject::key).collect(Collectors.toSet());
    Set<String> prefixes = RequiredObjects.prefixes(objects);
    return new ObjectLookup(store, WantedEntries.list(store, workers, wanted, prefixes), recorded);
  }

  /** Finds an object as it was listed. */
  public Optional<StoredVersion> find(AssetKey key) {
    Entry entry = listed.get(key);
    if (entry == null) {
      return Optional.empty();
    }
    return recorded
        .apply(key, entry.version())
        .map(content -> new StoredVersion(entry.version(), content))
        .or(() -> inspect(key));
  }

  /** Looks at an object itself, whatever the listing said. */
  public Optional<StoredVersion> inspect(AssetKey key) {
    return store.stat(key).flatMap(this::inspect);
  }

  private Optional<StoredVersion> inspect(AssetInfo info) {
    Optional<Sha256> sha256 = StoreLayout.sha256(info.headers());
    if (sha256.isPresent()) {
      ContentId content = new ContentId(sha256.get(), info.size());
      return Optional.of(new StoredVersion(info.version(), content));
    }
    foreign.put(info.key(), info.headers());
    return read(info.key());
  }

  /** Returns the headers of an object that was looked at and has none of ours. */
  public Optional<AssetHeaders> foreignHeaders(AssetKey key) {
    return Optional.ofNullable(foreign.get(key));
  }

  private Optional<StoredVersion> read(AssetKey key) {
    try (AssetReader reader = store.read(key, ByteRange.ALL)) {
      ContentId content = new ContentId(hash(reader.body()), reader.info().size());
      return Optional.of(new StoredVersion(reader.info().version(), content));
    } catch (IOException e) {
      throw AssetStoreException.of(AssetStoreException.Kind.UNAVAILABLE, "read", store.toString())
          .key(key)
          .cause(e)
          .because("the body ended early (" + e.getMessage() + ")");
    } catch (AssetStoreException e) {
      if (e.kind() == AssetStoreException.Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static Sha256 hash(InputStream body) throws IOException {
    DigestInputStream in = new DigestInputStream(body, Sha256.newDigest());
    in.transferTo(OutputStream.nullOutputStream());
    return Sha256.from(in.getMessageDigest().digest());
  }
}
