package io.passthrough.core.fallback;

import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetReader;
import io.passthrough.api.ByteRange;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One read of an object that several readers share through a window, which whoever is ahead fills
 * for all. Who is ahead waits a little for those behind; who falls a window behind nevertheless is
 * left to a read of its own. A single reader that nobody can join any more needs no window.
 * Thread-safe.
 */
final class SharedRead {

  /** What {@link #read} returns to a reader that fell behind. */
  static final int LEFT_BEHIND = -2;

  private static final int PIECE = 64 * 1024;
  private static final int WORTHWHILE = 16 * 1024;

  /** Nobody joins a read whose store has been silent for so long. */
  private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final ExpectedObject object;
  private final Ends ends;
  private final Set<SharedReader> readers = new LinkedHashSet<>();
  private final Patience patience = new Patience();
  private final CompletableFuture<AssetReader> opening = new CompletableFuture<>();
  private final long from;
  private final long end;
  private @Nullable ByteWindow window;
  private @Nullable Exception failure;
  private long head;
  private long fillingSince;
  private boolean filling;
  private boolean finished;
  private boolean sourceIsClosed;

  /**
   * Makes a read that is not open yet.
   *
   * @param object the object
   * @param range the part of it
   * @param window what its readers share, or empty when there can be one only
   * @param ends what is told of its ends
   */
  SharedRead(ExpectedObject object, ByteRange range, Optional<ByteWindow> window, Ends ends) {
    this.object = object;
    this.from = range.offset();
    this.end = from + range.lengthWithin(object.size());
    this.head = from;
    this.window = window.orElse(null);
    this.ends = ends;
  }

  /**
   * What is done once each.
   *
   * @param source when the store is not read any more
   * @param window when the window is not needed any more
   */
  record Ends(Consumer<SharedRead> source, Runnable window) {}

  /** Adds the reader for whom the store is read. */
  synchronized SharedReader lead(SharedReads reads) {
    SharedReader reader = new SharedReader(reads, this, object, head, end);
    readers.add(reader);
    return reader;
  }

  /** Adds a reader that starts within the window, where there is one. */
  synchronized Optional<SharedReader> join(
      SharedReads reads, ExpectedObject wanted, ByteRange range) {
    long start = range.offset();
    long stop = start + range.lengthWithin(wanted.size());
    ByteWindow open = window;
    if (open == null
        || !object.equals(wanted)
        || stop > end
        || start < open.tail()
        || start > head + open.capacity()
        || isOut()) {
      return Optional.empty();
    }
    SharedReader reader = new SharedReader(reads, this, object, start, stop);
    readers.add(reader);
    return Optional.of(reader);
  }

  private boolean isOut() {
    boolean stuck = filling && System.nanoTime() - fillingSince > STUCK_NANOS;
    return readers.isEmpty() || failure != null || stuck;
  }

  /** Returns a reader when the read is open. */
  CompletableFuture<SharedReader> whenOpen(SharedReader reader) {
    return opening.thenApply(any -> reader);
  }

  /** Hears that it is open, or cannot be opened. */
  void opened(@Nullable AssetReader reader, @Nullable Throwable why) {
    if (reader == null) {
      abandon();
      opening.completeExceptionally(why == null ? new IllegalStateException() : why);
    } else {
      opening.complete(reader);
    }
  }

  /** Returns what the store said when it was opened. */
  AssetInfo info() {
    return opening.join().info();
  }

  private InputStream body() {
    return opening.join().body();
  }

  /**
   * Reads for one of the readers, at its position.
   *
   * @return how many bytes were read; -1 at its end; {@link #LEFT_BEHIND} when it is too late
   */
  int read(SharedReader reader, byte[] buffer, int offset, int length) throws IOException {
    while (isToFill(reader)) {
      ByteWindow shared = windowInUse(reader);
      if (shared == null) {
        return readAlone(reader, buffer, offset, length);
      }
      fill(shared);
    }
    return take(reader, buffer, offset, length);
  }

  /** Waits until there are bytes for a reader, or it is the one to read more of them. */
  private synchronized boolean isToFill(SharedReader reader) throws IOException {
    while (isWanting(reader)) {
      if (!filling && hasRoom()) {
        filling = true;
        fillingSince = System.nanoTime();
        return true;
      }
      try {
        wait(patience.isWaiting() ? Math.max(1, patience.leftMillis()) : 0);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted");
      }
    }
    return false;
  }

  private boolean isWanting(SharedReader reader) throws IOException {
    if (reader.isClosed()) {
      throw new IOException("Cannot read: the reader is closed, '" + object.location() + "'");
    }
    boolean waits = readers.contains(reader) && reader.position() >= head;
    return waits && !isOver(reader) && failure == null;
  }

  /**
   * Returns whether a reader has all; the end of the object is one only where the store says so.
   */
  private boolean isOver(SharedReader reader) {
    return reader.position() == reader.stop() && (finished || reader.stop() < end);
  }

  /** Returns whether the window can take more, at the latest when patience is at its end. */
  private boolean hasRoom() {
    ByteWindow shared = window;
    if (shared == null || isRoomy(shared)) {
      return true;
    }
    shared.dropBefore(slowest());
    if (!isRoomy(shared)) {
      patience.begin();
      if (patience.leftMillis() > 0) {
        return false;
      }
      leaveBehind(shared);
    }
    patience.end();
    return true;
  }

  private boolean isRoomy(ByteWindow shared) {
    return shared.room() >= Math.min(WORTHWHILE, end - head);
  }

  private long slowest() {
    return readers.stream().mapToLong(SharedReader::position).min().orElse(head);
  }

  private void leaveBehind(ByteWindow shared) {
    long oldest = head + PIECE - shared.capacity();
    readers.removeIf(reader -> reader.position() < oldest);
    shared.dropBefore(oldest);
  }

  /** Returns the window, or nothing when a reader is alone and nobody can join it. */
  private synchronized @Nullable ByteWindow windowInUse(SharedReader reader) {
    ByteWindow shared = window;
    boolean alone = readers.size() == 1 && reader.position() == head;
    if (shared != null && alone && shared.tail() > from) {
      closeWindow();
    }
    return window;
  }

  private void closeWindow() {
    if (window != null) {
      window = null;
      ends.window().run();
    }
  }

  private void fill(ByteWindow shared) {
    int n = 0;
    try {
      InputStream body = body();
      n = head == end ? body.read() : shared.fill(body, Math.min(PIECE, end - head));
    } catch (IOException | RuntimeException e) {
      fail(e);
      return;
    }
    filled(shared, n);
  }

  private synchronized void fail(Exception e) {
    failure = e;
    filling = false;
    notifyAll();
  }

  private synchronized void filled(ByteWindow shared, int n) {
    filling = false;
    if (head == end) {
      end(n < 0);
    } else if (n < 0) {
      failure = new IOException("it has fewer bytes than it says");
    } else {
      shared.advance(n);
      head += n;
    }
    notifyAll();
  }

  private void end(boolean asItSays) {
    if (asItSays) {
      finished = true;
      closeSource();
    } else {
      failure = new IOException("it has more bytes than it says");
    }
  }

  private int readAlone(SharedReader reader, byte[] buffer, int offset, int length)
      throws IOException {
    long left = reader.stop() - reader.position();
    int n = 0;
    try {
      n = body().read(buffer, offset, left == 0 ? length : (int) Math.min(length, left));
      return n;
    } finally {
      advanceAlone(reader, Math.max(0, n));
    }
  }

  private synchronized void advanceAlone(SharedReader reader, int bytes) {
    filling = false;
    head += bytes;
    reader.advance(bytes);
  }

  private synchronized int take(SharedReader reader, byte[] buffer, int offset, int length)
      throws IOException {
    if (isOver(reader)) {
      return -1;
    }
    if (!readers.contains(reader)) {
      return LEFT_BEHIND;
    }
    ByteWindow shared = window;
    if (shared != null && reader.position() < head) {
      long most = Math.min(length, reader.stop() - reader.position());
      int n = shared.copy(reader.position(), buffer, offset, (int) most);
      reader.advance(n);
      notifyAll();
      return n;
    }
    throw new IOException("Cannot read: '" + object.location() + "'", failure);
  }

  /** Ends one reader; the last one ends the read. */
  synchronized void leave(SharedReader reader) {
    readers.remove(reader);
    if (readers.isEmpty()) {
      closeWindow();
      closeSource();
    }
    notifyAll();
  }

  /** Ends a read that could not be opened. */
  synchronized void abandon() {
    readers.clear();
    closeWindow();
    closeSource();
  }

  private void closeSource() {
    if (sourceIsClosed) {
      return;
    }
    sourceIsClosed = true;
    var unused = opening.thenAccept(AssetReader::close);
    ends.source().accept(this);
  }
}
