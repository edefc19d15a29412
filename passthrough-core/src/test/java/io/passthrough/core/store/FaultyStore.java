package io.passthrough.core.store;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Capability;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A store in memory that loses answers when told to, and counts its calls. */
final class FaultyStore implements AssetStore {

  final MemoryStore memory = new MemoryStore();
  final Set<Capability> capabilities = EnumSet.allOf(Capability.class);
  final List<AssetKey> deleted = new ArrayList<>();
  boolean loseAnswerBeforePut;
  boolean loseAnswerAfterPut;
  boolean interruptDuringPut;
  boolean statFails;
  boolean ignoresPrefix;
  boolean ignoresCursor;
  int calls;
  int closes;

  @Override
  public Set<Capability> capabilities() {
    return capabilities;
  }

  @Override
  public Optional<AssetInfo> stat(AssetKey key) {
    calls++;
    if (statFails) {
      throw AssetStoreException.of(Kind.UNAVAILABLE, "stat", "memory").key(key).because("down");
    }
    return memory.stat(key);
  }

  @Override
  public AssetReader read(AssetKey key, ByteRange range) {
    calls++;
    return memory.read(key, range);
  }

  @Override
  public Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    calls++;
    if (loseAnswerBeforePut) {
      throw lost(key);
    }
    Version version = memory.put(key, content, headers, condition);
    if (interruptDuringPut) {
      Thread.currentThread().interrupt();
    }
    if (loseAnswerAfterPut) {
      throw lost(key);
    }
    return version;
  }

  private static AssetStoreException lost(AssetKey key) {
    return AssetStoreException.of(Kind.OUTCOME_UNKNOWN, "put", "memory")
        .key(key)
        .because("the answer was lost");
  }

  @Override
  public Page list(String prefix, Optional<Cursor> after, int limit) {
    calls++;
    return memory.list(
        ignoresPrefix ? "" : prefix, ignoresCursor ? Optional.empty() : after, limit);
  }

  @Override
  public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
    calls++;
    deleted.addAll(keys);
    return memory.delete(keys);
  }

  @Override
  public void close() {
    closes++;
  }

  @Override
  public String toString() {
    return "memory";
  }
}
