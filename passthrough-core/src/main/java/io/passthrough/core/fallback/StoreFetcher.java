package io.passthrough.core.fallback;

import com.github.benmanes.caffeine.cache.Ticker;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.manifest.ContentCoding;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.DaemonThreads;
import io.passthrough.core.fingerprint.Fingerprints;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;

/**
 * Fetches objects from a store: from memory where they are there, else with one read for all who
 * wait, checked before the first byte is handed on. Keys that no record names go through slots of
 * their own, so that guessing them slows down nobody. Thread-safe.
 */
public final class StoreFetcher implements AutoCloseable {

  private final AssetStore store;
  private final FetchLimits limits;
  private final ScheduledThreadPoolExecutor timer;
  private final StoreExecutor calls;
  private final StoreExecutor asks;
  private final BodyCache cache;
  private final TokenBucket budget;
  private final InFlightBytes filling;
  private final Semaphore streams = new Semaphore(FetchLimits.STREAMS);
  private final SingleFlight<Sha256, ByteBuffer> fills = new SingleFlight<>();
  private final SingleFlight<AssetKey, Optional<UnrecordedObject>> questions = new SingleFlight<>();

  /**
   * Makes a fetcher.
   *
   * @param store the store, which the caller closes
   * @param limits what fetching may cost
   * @param ticker tells the time for what is kept
   */
  public StoreFetcher(AssetStore store, FetchLimits limits, Ticker ticker) {
    this.store = store;
    this.limits = limits;
    this.timer = new ScheduledThreadPoolExecutor(1, DaemonThreads.named("passthrough-timer"));
    timer.setRemoveOnCancelPolicy(true);
    this.calls = new StoreExecutor(store.toString(), FetchLimits.CALLS, limits, timer);
    this.asks = new StoreExecutor(store.toString(), FetchLimits.ASKS, limits, timer);
    this.cache = new BodyCache(limits, ticker);
    this.budget = new TokenBucket(ticker);
    this.filling = new InFlightBytes(limits.inFlight());
  }

  /**
   * Returns the size up to which an object is read whole.
   *
   * @return a number of bytes
   */
  public long fillMax() {
    return limits.fillMax();
  }

  /**
   * Returns bytes that are in memory.
   *
   * @param sha256 their hash
   * @return the bytes, read-only and shared, or empty
   */
  public Optional<ByteBuffer> cached(Sha256 sha256) {
    return cache.bytes(sha256);
  }

  /**
   * Reads an object whole, once for all who want it.
   *
   * @param expected the object, whose hash is known, not larger than {@code fillMax}
   * @return its bytes to come, read-only and shared
   */
  public Fetch<ByteBuffer> fill(ExpectedObject expected) {
    Sha256 sha256 = expected.sha256().orElseThrow();
    return fills.join(
        sha256,
        () ->
            cache
                .bytes(sha256)
                .map(CompletableFuture::completedFuture)
                .orElseGet(() -> read(expected, sha256)));
  }

  private CompletableFuture<ByteBuffer> read(ExpectedObject expected, Sha256 sha256) {
    return calls.run(
        expected.location(),
        call -> {
          try (AssetReader reader = open(expected.location(), ByteRange.ALL, call)) {
            if (reader.info().size() != expected.size()) {
              throw new CorruptAssetException(expected.location(), "it has another size");
            }
            WholeBody body = body(reader, call);
            if (!body.sha256().equals(sha256)) {
              throw new CorruptAssetException(
                  expected.location(), "its bytes do not have the recorded hash");
            }
            cache.put(sha256, body.bytes());
            return body.bytes();
          }
        },
        late -> {});
  }

  private AssetReader open(AssetKey key, ByteRange range, StoreCall<?> call) {
    return call.opened(store.read(key, range));
  }

  private WholeBody body(AssetReader reader, StoreCall<?> call) {
    try {
      Runnable release = filling.take(reader.info().size());
      try {
        return WholeBody.read(reader, call);
      } finally {
        release.run();
      }
    } catch (IOException e) {
      throw broken(reader, e).because("the body broke off");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw broken(reader, e).because("interrupted");
    }
  }

  private AssetStoreException.Builder broken(AssetReader reader, Exception cause) {
    return AssetStoreException.of(Kind.UNAVAILABLE, "read", store.toString())
        .key(reader.info().key())
        .cause(cause);
  }

  /**
   * Opens an object that is too large to be read whole.
   *
   * @param expected the object
   * @param range the part wanted
   * @return a stream to come, which the caller closes: it yields exactly the range or throws; fails
   *     with {@link UnverifiableRangeException} when only reading the whole tells whether the bytes
   *     are right
   */
  public CompletableFuture<InputStream> stream(ExpectedObject expected, ByteRange range) {
    if (!streams.tryAcquire()) {
      return CompletableFuture.failedFuture(
          AssetStoreException.of(Kind.UNAVAILABLE, "read", store.toString())
              .key(expected.location())
              .because("too many bodies are under way"));
    }
    CompletableFuture<VerifyingStream> opened =
        calls.run(
            expected.location(), call -> checked(expected, range, call), VerifyingStream::drop);
    return opened
        .whenComplete(
            (stream, failure) -> {
              if (failure != null) {
                streams.release();
              }
            })
        .thenApply(stream -> stream);
  }

  private VerifyingStream checked(ExpectedObject expected, ByteRange range, StoreCall<?> call) {
    AssetReader reader = open(expected.location(), range, call);
    AssetInfo info = reader.info();
    boolean whole = range.isAll() && expected.sha256().isPresent();
    if (!expected.fits(info)) {
      reader.close();
      throw new CorruptAssetException(expected.location(), "it is not the recorded object");
    }
    if (!whole && !expected.isCertainly(info)) {
      reader.close();
      throw new UnverifiableRangeException(expected.location());
    }
    return new VerifyingStream(
        reader,
        range.lengthWithin(expected.size()),
        whole ? expected.sha256() : Optional.empty(),
        new VerifyingStream.ReadTimeout(timer, limits.silence().toNanos()),
        streams::release);
  }

  /**
   * Returns what is known of a key that no record names without asking the store.
   *
   * @param key the key
   * @return the object, or empty when the store must be asked
   */
  public Optional<UnrecordedObject> remembered(AssetKey key) {
    return cache.fresh(key);
  }

  /**
   * Tells whether the store was asked for a key a short time ago, and had no such object.
   *
   * @param key the key
   * @return whether it is remembered as missing
   */
  public boolean isMissing(AssetKey key) {
    return cache.isMissing(key);
  }

  /**
   * Asks the store for a key that no record names, once for all who want it. When the store is
   * down, what it said before is good for an hour.
   *
   * @param key the key
   * @return the object to come, or empty when the store has none
   */
  public Fetch<Optional<UnrecordedObject>> ask(AssetKey key) {
    return questions.join(key, () -> answer(key));
  }

  private CompletableFuture<Optional<UnrecordedObject>> answer(AssetKey key) {
    Optional<UnrecordedObject> known = cache.fresh(key);
    if (known.isPresent() || cache.isMissing(key)) {
      return CompletableFuture.completedFuture(known);
    }
    return asked(key, call -> find(key, call))
        .exceptionally(failure -> Optional.of(stale(key, failure)));
  }

  /** Asks within the budget, which only keys that are missing use up. */
  private <T> CompletableFuture<Optional<T>> asked(
      AssetKey key, StoreCall.Work<Optional<T>> question) {
    if (!budget.take()) {
      return CompletableFuture.failedFuture(
          AssetStoreException.of(Kind.THROTTLED, "read", store.toString())
              .key(key)
              .because("too many unknown keys are asked for"));
    }
    return asks.run(key, question, late -> {})
        .whenComplete(
            (found, failure) -> {
              if (found == null || found.isPresent()) {
                budget.giveBack();
              } else {
                cache.putMissing(key);
              }
            });
  }

  private Optional<UnrecordedObject> find(AssetKey key, StoreCall<?> call) {
    boolean immutable = Fingerprints.NONE.isFingerprinted(key.value());
    try (AssetReader reader = open(key, ByteRange.ALL, call)) {
      AssetInfo info = reader.info();
      Optional<WholeBody> body =
          info.size() > limits.fillMax() ? Optional.empty() : Optional.of(body(reader, call));
      UnrecordedObject found =
          new UnrecordedObject(
              info,
              immutable,
              body.map(WholeBody::bytes),
              body.map(WholeBody::sha256),
              UnrecordedObject.Form.STORED);
      cache.put(key, found);
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
    if (cause instanceof AssetStoreException store
        && (store.kind() == Kind.UNAVAILABLE || store.kind() == Kind.THROTTLED)) {
      return cache.stale(key).orElseThrow(() -> store);
    }
    throw failure instanceof CompletionException wrapped
        ? wrapped
        : new CompletionException(failure);
  }

  /**
   * Looks at an object that no record names without reading it.
   *
   * @param key the key
   * @return what the store says of it, or empty when it has none
   */
  public CompletableFuture<Optional<AssetInfo>> look(AssetKey key) {
    return asked(key, call -> store.stat(key));
  }

  /**
   * Takes the coding off an object that a client without it asks for.
   *
   * @param found the object, read whole
   * @param coding its coding
   * @return the object without coding, or empty when its bytes are not in the coding or grow beyond
   *     {@code fillMax}
   */
  public CompletableFuture<Optional<UnrecordedObject>> decode(
      UnrecordedObject found, ContentCoding coding) {
    return asks.run(
        found.info().key(), call -> found.decoded(coding, limits.fillMax()), late -> {});
  }

  /** Forgets which keys are missing, as there is something new in the store. */
  public void forgetMissing() {
    cache.forgetMissing();
  }

  /**
   * Changes the memory for fetched bodies.
   *
   * @param bytes the most bytes
   */
  public void resize(long bytes) {
    cache.resize(bytes);
  }

  /** Ends what is under way. The store stays open. */
  @Override
  public void close() {
    calls.close();
    asks.close();
    timer.shutdownNow();
  }
}
