package io.passthrough.core.prune;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.PutCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What a process asks of its store or its clock: the point at which another one may go on. */
sealed interface ExploredCall {

  /** How a call that changes something ends. */
  enum Answer {
    DONE,
    /** Another object is there. */
    CONFLICT,
    /** There is none. */
    LOST,
    /** The store refuses: the request comes too late after it was made. */
    REFUSED
  }

  /**
   * What a call does.
   *
   * @param contents what the store holds then
   * @param answer what the process is told
   */
  record Effect(StoreContents contents, Object answer) {}

  /**
   * Carries the call out.
   *
   * @param contents what the store holds
   * @param now the store's time
   */
  Effect apply(StoreContents contents, Instant now);

  /** Returns the keys that this call changes. */
  default Collection<AssetKey> changed() {
    return List.of();
  }

  /** Returns whether it only reads what this key names. */
  default boolean sees(String key) {
    return false;
  }

  /** An object's description. */
  record Stat(AssetKey key) implements ExploredCall {
    @Override
    public Effect apply(StoreContents contents, Instant now) {
      return new Effect(contents, contents.get(key));
    }

    @Override
    public boolean sees(String other) {
      return key.value().equals(other);
    }
  }

  /** An object's bytes. */
  record Read(AssetKey key) implements ExploredCall {
    @Override
    public Effect apply(StoreContents contents, Instant now) {
      return new Effect(contents, contents.get(key));
    }

    @Override
    public boolean sees(String other) {
      return key.value().equals(other);
    }
  }

  /** A page of names, and one more where there is one. */
  record Listing(String prefix, Optional<AssetKey> after, int limit) implements ExploredCall {
    @Override
    public Effect apply(StoreContents contents, Instant now) {
      return new Effect(contents, contents.list(prefix, after, limit + 1));
    }

    @Override
    public boolean sees(String other) {
      return other.startsWith(prefix);
    }
  }

  /** A put. */
  record Put(AssetKey key, String latin1, AssetHeaders headers, PutCondition condition)
      implements ExploredCall {
    @Override
    public Effect apply(StoreContents contents, Instant now) {
      if (condition == PutCondition.IF_ABSENT && contents.get(key).isPresent()) {
        return new Effect(contents, Answer.CONFLICT);
      }
      ExploredObject.Value value = new ExploredObject.Value(key, latin1, headers, now);
      return new Effect(contents.with(value), Answer.DONE);
    }

    @Override
    public Collection<AssetKey> changed() {
      return List.of(key);
    }
  }

  /** A delete of several keys. */
  record Delete(List<AssetKey> keys) implements ExploredCall {
    @Override
    public Effect apply(StoreContents contents, Instant now) {
      return new Effect(contents.without(keys), Answer.DONE);
    }

    @Override
    public Collection<AssetKey> changed() {
      return keys;
    }
  }

  /** A look at the monotonic clock. */
  record Look() implements ExploredCall {
    @Override
    public Effect apply(StoreContents contents, Instant now) {
      return new Effect(contents, now);
    }
  }

  /** A wait. */
  record Sleep(Duration time) implements ExploredCall {
    @Override
    public Effect apply(StoreContents contents, Instant now) {
      return new Effect(contents, Answer.DONE);
    }
  }
}
