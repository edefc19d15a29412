package io.passthrough.core.fallback;

import com.github.benmanes.caffeine.cache.Ticker;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.manifest.ContentCoding;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;

/**
 * A read-through cache of keys that no record names, with negative entries. Asking the store goes
 * through an executor of its own and a token bucket, so that who guesses keys slows down nobody.
 * Thread-safe.
 */
public final class UnknownKeys {

  private final StoreReads reads;
  private final StoreExecutor calls;
  private final TokenBucket tokens;
  private final Predicate<AssetKey> isFingerprinted;
  private final SingleFlight<AssetKey, Optional<UnrecordedObject>> flights = new SingleFlight<>();

  UnknownKeys(
      StoreReads reads, StoreExecutor calls, Ticker ticker, Predicate<AssetKey> isFingerprinted) {
    this.isFingerprinted = isFingerprinted;
    this.reads = reads;
    this.calls = calls;
    this.tokens = new TokenBucket(ticker);
  }

  /**
   * Returns what is known of a key without asking the store.
   *
   * @param key the key
   * @return the object, or empty when the store must be asked
   */
  public Optional<UnrecordedObject> cached(AssetKey key) {
    return reads.cache().fresh(key);
  }

  /**
   * Returns whether the store was asked for a key a short time ago, and had no such object.
   *
   * @param key the key
   * @return whether there is a negative entry
   */
  public boolean isMissing(AssetKey key) {
    return reads.cache().isMissing(key);
  }

  /**
   * Reads the object of a key, once for all who want it. When the store is down, what it said
   * before is good for an hour.
   *
   * @param key the key
   * @return the object to come, or empty when the store has none
   */
  public Fetch<Optional<UnrecordedObject>> read(AssetKey key) {
    return flights.join(key, () -> fetched(key));
  }

  private CompletableFuture<Optional<UnrecordedObject>> fetched(AssetKey key) {
    Optional<UnrecordedObject> known = cached(key);
    if (known.isPresent() || isMissing(key)) {
      return CompletableFuture.completedFuture(known);
    }
    return limited(key, call -> find(key, call))
        .exceptionally(failure -> Optional.of(stale(key, failure)));
  }

  /** Asks the store while there are tokens, which only keys that are missing use up. */
  private <T> CompletableFuture<Optional<T>> limited(
      AssetKey key, StoreCall.Work<Optional<T>> work) {
    if (!tokens.tryAcquire()) {
      return CompletableFuture.failedFuture(
          reads.failure(Kind.THROTTLED, key).because("too many unknown keys are asked for"));
    }
    return calls
        .run(key, work, late -> {})
        .whenComplete(
            (found, failure) -> {
              if (found == null || found.isPresent()) {
                tokens.refund();
              } else {
                reads.cache().putMissing(key);
              }
            });
  }

  private Optional<UnrecordedObject> find(AssetKey key, StoreCall<?> call) {
    boolean immutable = isFingerprinted.test(key);
    try (AssetReader reader = reads.open(key, ByteRange.ALL, call)) {
      AssetInfo info = reader.info();
      Optional<WholeBody> body =
          info.size() > reads.limits().fillMax()
              ? Optional.empty()
              : Optional.of(reads.body(reader, call));
      UnrecordedObject found =
          new UnrecordedObject(
              info,
              immutable,
              body.map(WholeBody::bytes),
              body.map(WholeBody::sha256),
              UnrecordedObject.Form.STORED);
      reads.cache().put(key, found);
      return Optional.of(found);
    } catch (AssetStoreException e) {
      if (e.kind() == Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private UnrecordedObject stale(AssetKey key, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof AssetStoreException store && store.isOutage()) {
      return reads.cache().stale(key).orElseThrow(() -> store);
    }
    throw failure instanceof CompletionException wrapped
        ? wrapped
        : new CompletionException(failure);
  }

  /**
   * Stats the object of a key.
   *
   * @param key the key
   * @return the object without its bytes, or empty when the store has none
   */
  public CompletableFuture<Optional<UnrecordedObject>> stat(AssetKey key) {
    return limited(key, call -> reads.store().stat(key))
        .thenApply(info -> info.map(it -> UnrecordedObject.of(it, isFingerprinted.test(key))));
  }

  /**
   * Takes the coding off an object for a client that does not accept it.
   *
   * @param found the object, read whole
   * @param coding its coding
   * @return the object without coding, or empty when its bytes are not in the coding or grow beyond
   *     {@code fillMax}
   */
  public CompletableFuture<Optional<UnrecordedObject>> decode(
      UnrecordedObject found, ContentCoding coding) {
    return calls.run(
        found.info().key(), call -> found.decoded(coding, reads.limits().fillMax()), late -> {});
  }

  /** Drops the negative entries, as there is something new in the store. */
  public void forgetMissing() {
    reads.cache().forgetMissing();
  }
}
