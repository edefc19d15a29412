package io.passthrough.core.fallback;

import com.github.benmanes.caffeine.cache.Ticker;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.Cursor;
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The set of a store's keys, as hashes, from listings that are made on demand: it tells real keys
 * from guesses when too many are asked for. The more pages a listing has, the less often one is
 * made. Thread-safe.
 */
final class KeyListing implements AutoCloseable {

  /** So many pages are read: what a store has beyond them is unknown. */
  private static final int MAX_PAGES = 250;

  private static final int PAGE_KEYS = 1_000;

  /** A listing costs a page a second at most. */
  private static final Duration PER_PAGE = Duration.ofSeconds(1);

  /** After how long a store that could not be listed is tried again. */
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

  private static final AssetKey ANY = AssetKey.of("*");
  private static final String RECORDS = ".passthrough/";
  private static final long PRIME = 0x100000001b3L;

  private final AssetStore store;
  private final Ticker ticker;
  private final StoreExecutor calls;
  private final ScheduledExecutorService timer;
  private final long seed = ThreadLocalRandom.current().nextLong();
  private volatile Keys keys = new Keys(new long[0], false);
  private @Nullable CompletableFuture<Boolean> next;
  private boolean running;
  private long nextAt;

  /** What a listing had: the keys' hashes in order, and whether nothing else is there. */
  private static final class Keys {
    private final long[] hashes;
    private final boolean complete;

    private Keys(long[] hashes, boolean complete) {
      this.hashes = hashes;
      this.complete = complete;
    }

    private boolean has(long hash) {
      return Arrays.binarySearch(hashes, hash) >= 0;
    }
  }

  KeyListing(StoreReads reads, Ticker ticker) {
    this.store = reads.store();
    this.ticker = ticker;
    this.calls = reads.executor(1);
    this.timer = reads.context().timer();
    this.nextAt = ticker.read();
  }

  /** Returns whether a key was there when the store was listed. */
  boolean has(AssetKey key) {
    return keys.has(hash(key));
  }

  /** Returns whether a listing could begin now. */
  synchronized boolean isDue() {
    return !running && next == null && waitNanos() <= 0;
  }

  /**
   * Waits for a listing that begins from now on: what it lacks is not there.
   *
   * @param patience how long to wait
   * @return whether there is such a listing, of the whole store; never fails
   */
  CompletableFuture<Boolean> next(Duration patience) {
    CompletableFuture<Boolean> listing;
    synchronized (this) {
      if (waitNanos() > patience.toNanos()) {
        return CompletableFuture.completedFuture(false);
      }
      if (next == null) {
        next = new CompletableFuture<>();
        if (!running) {
          schedule();
        }
      }
      listing = next;
    }
    return listing.copy().completeOnTimeout(false, patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  private long waitNanos() {
    return nextAt - ticker.read();
  }

  private void schedule() {
    try {
      var unused = timer.schedule(this::begin, Math.max(0, waitNanos()), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // It is closed: nobody waits any more.
    }
  }

  private void begin() {
    CompletableFuture<Boolean> listing;
    synchronized (this) {
      listing = Objects.requireNonNull(next);
      next = null;
      running = true;
    }
    var unused =
        calls
            .run(StoreCall.of(ANY, this::list))
            .handle((pages, failure) -> listing.complete(isComplete(pages)));
  }

  private synchronized boolean isComplete(@Nullable Integer pages) {
    Duration pause = pages == null ? AFTER_FAILURE : PER_PAGE.multipliedBy(pages);
    nextAt = ticker.read() + pause.toNanos();
    running = false;
    if (next != null) {
      schedule();
    }
    return pages != null && keys.complete;
  }

  private int list(StoreCall<?> call) {
    long[] hashes = new long[PAGE_KEYS];
    int size = 0;
    int pages = 0;
    Optional<Cursor> cursor = Optional.empty();
    do {
      Page page = store.list("", cursor, PAGE_KEYS);
      call.progressed();
      pages++;
      hashes = Arrays.copyOf(hashes, Math.max(hashes.length, size + page.entries().size()));
      for (Entry entry : page.entries()) {
        if (!entry.key().value().startsWith(RECORDS)) {
          hashes[size++] = hash(entry.key());
        }
      }
      cursor = page.next();
    } while (cursor.isPresent() && pages < MAX_PAGES);
    long[] sorted = Arrays.copyOf(hashes, size);
    Arrays.sort(sorted);
    keys = new Keys(sorted, cursor.isEmpty());
    return pages;
  }

  /** FNV-1a, from a start that nobody else knows. */
  private long hash(AssetKey key) {
    long hash = seed;
    String text = key.value();
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
    return hash;
  }

  @Override
  public void close() {
    calls.close();
  }
}
