package io.passthrough.core.fallback;

import com.github.benmanes.caffeine.cache.Ticker;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A rate limit over keys of which nothing is known, that real keys pass: a token bucket, and when
 * guesses have used it up, a listing of the store that tells real keys from guesses. Where there is
 * none in time, keys wait for the next token. Thread-safe.
 */
final class GuessLimit implements AutoCloseable {

  /** What is to be done with a key. */
  enum Verdict {
    /** The store is asked; a token was taken. */
    GUESS,
    /** The store is asked: it has the key. */
    LISTED,
    /** The store need not be asked: it lacks the key. */
    MISSING
  }

  private final StoreReads reads;
  private final TokenBucket tokens;
  private final KeyListing listing;
  private final Duration patience;

  GuessLimit(StoreReads reads, Ticker ticker) {
    this.reads = reads;
    this.tokens = new TokenBucket(ticker);
    this.listing = new KeyListing(reads, ticker);
    this.patience = reads.limits().silence();
  }

  /** Judges a key, at once while there are tokens. */
  CompletableFuture<Verdict> judge(AssetKey key) {
    if (listing.has(key)) {
      return CompletableFuture.completedFuture(Verdict.LISTED);
    }
    if (tokens.tryAcquire()) {
      if (tokens.isLow() && listing.isDue()) {
        var unused = listing.next(patience);
      }
      return CompletableFuture.completedFuture(Verdict.GUESS);
    }
    return listing.next(patience).thenCompose(complete -> compared(key, complete));
  }

  private CompletableFuture<Verdict> compared(AssetKey key, boolean complete) {
    if (listing.has(key)) {
      return CompletableFuture.completedFuture(Verdict.LISTED);
    }
    return complete ? CompletableFuture.completedFuture(Verdict.MISSING) : later(key);
  }

  private CompletableFuture<Verdict> later(AssetKey key) {
    OptionalLong wait = tokens.reserve(patience);
    if (wait.isEmpty()) {
      AssetStoreException refusal =
          reads.failure(Kind.THROTTLED, key).because("too many unknown keys are asked for");
      return CompletableFuture.failedFuture(refusal);
    }
    CompletableFuture<Verdict> turn = new CompletableFuture<>();
    return turn.completeOnTimeout(Verdict.GUESS, wait.getAsLong(), TimeUnit.NANOSECONDS);
  }

  /** Gives back a token: the key is there, or the store did not say. */
  void refund() {
    tokens.refund();
  }

  @Override
  public void close() {
    listing.close();
  }
}
