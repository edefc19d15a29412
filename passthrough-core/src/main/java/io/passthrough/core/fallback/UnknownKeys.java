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
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A read-through cache of keys that no record names, with negative entries. Asking the store goes
 * through executors of its own and a rate limit over guesses, so that who guesses keys slows down
 * nobody. Thread-safe.
 */
public final class UnknownKeys implements AutoCloseable {

  /** How many times its coded size an object usually has without coding. */
  private static final int DECODED = 4;

  private final StoreReads reads;
  private final StoreExecutor guesses;
  private final StoreExecutor listed;
  private final StoreExecutor decodings;
  private final GuessLimit limit;
  private final Predicate<AssetKey> isFingerprinted;
  private final SingleFlight<AssetKey, Optional<UnrecordedObject>> flights = new SingleFlight<>();
  private final SingleFlight<AssetKey, Optional<UnrecordedObject>> heads = new SingleFlight<>();

  UnknownKeys(StoreReads reads, Ticker ticker, Predicate<AssetKey> isFingerprinted) {
    this.isFingerprinted = isFingerprinted;
    this.reads = reads;
    this.guesses = reads.executor(FetchLimits.GUESSES);
    this.listed = reads.executor(FetchLimits.LISTED);
    this.decodings = reads.ungated(FetchLimits.DECODINGS);
    this.limit = new GuessLimit(reads, ticker);
  }

  /** What the first look at a key found: all of it, or a reader of what is worth a fill. */
  private record Look(
      AssetInfo info, Optional<UnrecordedObject> found, Optional<AssetReader> reader) {

    static void discard(Optional<Look> late) {
      late.flatMap(Look::reader).ifPresent(AssetReader::close);
    }
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
   * Returns what is known of a key, where no byte is wanted, without asking the store.
   *
   * @param key the key
   * @return the object, with or without its bytes, or empty when the store must be asked
   */
  public Optional<UnrecordedObject> cachedHead(AssetKey key) {
    return reads.cache().freshHead(key);
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
    return limited(key, () -> new StoreCall<>(key, 0, call -> look(key, call), Look::discard))
        .thenCompose(look -> look.map(this::whole).orElseGet(UnknownKeys::none))
        .exceptionally(failure -> Optional.of(stale(failure, reads.cache().stale(key))));
  }

  private static <T> CompletableFuture<Optional<T>> none() {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  /** Makes a call when a key's turn has come. */
  @FunctionalInterface
  private interface Ask<T> {
    StoreCall<Optional<T>> call();
  }

  /** Asks the store, where the limit does not know better. */
  private <T> CompletableFuture<Optional<T>> limited(AssetKey key, Ask<T> ask) {
    return limit
        .judge(key)
        .thenCompose(
            verdict ->
                switch (verdict) {
                  case MISSING -> UnknownKeys.<T>none();
                  case LISTED -> listed.run(ask.call());
                  case GUESS ->
                      guesses
                          .run(ask.call())
                          .whenComplete((found, failure) -> pay(found != null && found.isEmpty()));
                })
        .whenComplete(
            (found, failure) -> {
              if (found != null && found.isEmpty()) {
                reads.cache().putMissing(key);
              }
            });
  }

  /** Only keys that are missing use up tokens. */
  private void pay(boolean isMissing) {
    if (!isMissing) {
      limit.refund();
    }
  }

  /** Opens a key's object, and reads it when it is so small that it needs no place for a fill. */
  private Optional<Look> look(AssetKey key, StoreCall<?> call) {
    try {
      AssetReader reader = reads.open(key, ByteRange.ALL, call);
      AssetInfo info = reader.info();
      boolean fill = info.size() > FillLanes.SMALL && info.size() <= reads.limits().fillMax();
      if (fill && reads.fills().hasRoom(info.size())) {
        return Optional.of(new Look(info, Optional.empty(), Optional.of(reader)));
      }
      try (reader) {
        if (!fill && !reads.fills().memory(info.size()).hasRoom(info.size())) {
          throw reads.failure(Kind.UNAVAILABLE, key).because("no memory is free for it");
        }
        Optional<UnrecordedObject> found =
            fill ? Optional.empty() : Optional.of(kept(reader, call));
        return Optional.of(new Look(info, found, Optional.empty()));
      }
    } catch (AssetStoreException e) {
      return absent(e);
    }
  }

  private static <T> Optional<T> absent(AssetStoreException e) {
    if (e.kind() == Kind.NOT_FOUND) {
      return Optional.empty();
    }
    throw e;
  }

  /** Keeps what an open reader yields. */
  private UnrecordedObject kept(AssetReader reader, StoreCall<?> call) {
    AssetInfo info = reader.info();
    boolean immutable = isFingerprinted.test(info.key());
    UnrecordedObject found =
        info.size() > reads.limits().fillMax()
            ? UnrecordedObject.large(info, immutable)
            : whole(reader, immutable, call);
    reads.cache().put(info.key(), found);
    return found;
  }

  private UnrecordedObject whole(AssetReader reader, boolean immutable, StoreCall<?> call) {
    WholeBody body = reads.body(reader, call);
    return UnrecordedObject.of(
        reader.info(), immutable, reads.fetched(body.bytes()), body.sha256());
  }

  /** Reads what was only looked at, when there is a place and memory for its size. */
  private CompletableFuture<Optional<UnrecordedObject>> whole(Look look) {
    if (look.found().isPresent()) {
      return CompletableFuture.completedFuture(look.found());
    }
    StoreCall<Optional<UnrecordedObject>> fill =
        new StoreCall<>(
            look.info().key(), look.info().size(), call -> filled(look, call), late -> {});
    look.reader().ifPresent(fill::opened);
    return reads.fills().run(fill);
  }

  private Optional<UnrecordedObject> filled(Look look, StoreCall<?> call) {
    AssetKey key = look.info().key();
    try (AssetReader reader = look.reader().orElseGet(() -> reads.open(key, ByteRange.ALL, call))) {
      if (reader.info().size() > call.bytes()) {
        throw reads.failure(Kind.UNAVAILABLE, key).because("it is growing");
      }
      return Optional.of(kept(reader, call));
    } catch (AssetStoreException e) {
      return absent(e);
    }
  }

  private static UnrecordedObject stale(Throwable failure, Optional<UnrecordedObject> before) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof AssetStoreException store && store.isOutage()) {
      return before.orElseThrow(() -> store);
    }
    throw failure instanceof CompletionException wrapped
        ? wrapped
        : new CompletionException(failure);
  }

  /**
   * Stats the object of a key, once for all who want it, with the same cache as {@link #read}.
   *
   * @param key the key
   * @return the object, with or without its bytes, or empty when the store has none
   */
  public Fetch<Optional<UnrecordedObject>> stat(AssetKey key) {
    return heads.join(key, () -> stated(key));
  }

  private CompletableFuture<Optional<UnrecordedObject>> stated(AssetKey key) {
    Optional<UnrecordedObject> known = cachedHead(key);
    if (known.isPresent() || isMissing(key)) {
      return CompletableFuture.completedFuture(known);
    }
    Function<AssetInfo, UnrecordedObject> keep = this::keptHead;
    return limited(key, () -> StoreCall.of(key, call -> reads.store().stat(key).map(keep)))
        .exceptionally(failure -> Optional.of(stale(failure, reads.cache().staleHead(key))));
  }

  private UnrecordedObject keptHead(AssetInfo info) {
    boolean immutable = isFingerprinted.test(info.key());
    UnrecordedObject found =
        info.size() > reads.limits().fillMax()
            ? UnrecordedObject.large(info, immutable)
            : UnrecordedObject.head(info, immutable);
    reads.cache().put(info.key(), found);
    return found;
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
    long most = reads.limits().fillMax();
    return decodings.run(
        new StoreCall<>(
            found.info().key(),
            Math.min(most, DECODED * found.info().size()),
            call -> found.decoded(coding, most, reads::fetched),
            late -> {}));
  }

  /** Drops the negative entries, as there is something new in the store. */
  public void forgetMissing() {
    reads.cache().forgetMissing();
  }

  /** Ends what is under way. */
  @Override
  public void close() {
    guesses.close();
    listed.close();
    decodings.close();
    limit.close();
  }
}
