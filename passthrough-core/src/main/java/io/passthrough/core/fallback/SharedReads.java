package io.passthrough.core.fallback;

import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Single flight for reads of large objects: reads of one version that start within a window of each
 * other share one, a bounded number of them at once. Thread-safe.
 */
final class SharedReads implements AutoCloseable {

  /** How far the readers of one window may be apart, in bytes. */
  private static final int WINDOW = 1 << 20;

  private final StoreReads reads;
  private final StoreExecutor openings;
  private final Semaphore sources = new Semaphore(FetchLimits.STREAMS);
  private final Semaphore windows;
  private final Set<SharedRead> underWay = ConcurrentHashMap.newKeySet();

  SharedReads(StoreReads reads) {
    this.reads = reads;
    this.openings = reads.executor(FetchLimits.OPENINGS);
    this.windows = new Semaphore((int) Math.max(1, reads.limits().memory() / 16 / WINDOW));
  }

  /**
   * Opens a part of an object, or joins a read that is under way.
   *
   * @return a reader to come, which the caller closes
   */
  Fetch<SharedReader> open(ExpectedObject object, ByteRange range) {
    SharedRead read;
    CompletableFuture<SharedReader> opened;
    synchronized (this) {
      for (SharedRead each : underWay) {
        Optional<SharedReader> joined = each.join(this, object, range);
        if (joined.isPresent()) {
          return new Fetch<>(each.whenOpen(joined.get()), false);
        }
      }
      if (!sources.tryAcquire()) {
        return new Fetch<>(CompletableFuture.failedFuture(tooMany(object)), true);
      }
      read = begin(object, range);
      opened = read.whenOpen(read.lead(this));
    }
    var unused = openings.run(opening(object, range)).whenComplete(read::opened);
    return new Fetch<>(opened, true);
  }

  private SharedRead begin(ExpectedObject object, ByteRange range) {
    long length = range.lengthWithin(object.size());
    Optional<ByteWindow> window =
        windows.tryAcquire()
            ? Optional.of(
                new ByteWindow(range.offset(), (int) Math.max(1, Math.min(WINDOW, length))))
            : Optional.empty();
    SharedRead read =
        new SharedRead(object, range, window, new SharedRead.Ends(this::ended, windows::release));
    underWay.add(read);
    return read;
  }

  private void ended(SharedRead read) {
    underWay.remove(read);
    sources.release();
  }

  private StoreCall<AssetReader> opening(ExpectedObject object, ByteRange range) {
    return new StoreCall<>(
        object.location(),
        0,
        call -> reads.open(object.location(), range, call),
        AssetReader::close);
  }

  private AssetStoreException tooMany(ExpectedObject object) {
    return reads
        .failure(Kind.UNAVAILABLE, object.location())
        .because("too many bodies are under way");
  }

  /** Opens the rest of a part for a reader that fell behind; blocks. */
  OwnRead own(ExpectedObject object, Version version, ByteRange rest) throws IOException {
    try {
      if (!sources.tryAcquire(reads.context().silenceNanos(), TimeUnit.NANOSECONDS)) {
        throw new IOException(tooMany(object).getMessage());
      }
      return opened(object, version, rest);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private OwnRead opened(ExpectedObject object, Version version, ByteRange rest)
      throws IOException, InterruptedException {
    OwnRead own = null;
    try {
      AssetReader reader = openings.run(opening(object, rest)).get();
      own = new OwnRead(reader, sources::release);
    } catch (ExecutionException e) {
      throw new IOException("Cannot go on: '" + object.location() + "'", e.getCause());
    } finally {
      if (own == null) {
        sources.release();
      }
    }
    if (!own.reader.info().version().equals(version)) {
      own.close();
      throw new IOException("Cannot go on: it has changed, '" + object.location() + "'");
    }
    return own;
  }

  /** A read that nobody else shares. Any thread may close it. */
  static final class OwnRead implements AutoCloseable {

    private final AssetReader reader;
    private final Runnable atClose;
    private final AtomicBoolean closed = new AtomicBoolean();

    OwnRead(AssetReader reader, Runnable atClose) {
      this.reader = reader;
      this.atClose = atClose;
    }

    InputStream body() {
      return reader.body();
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        reader.close();
        atClose.run();
      }
    }
  }

  @Override
  public void close() {
    openings.close();
  }
}
