package io.passthrough.gcs;

import com.google.cloud.ReadChannel;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.Storage.BlobSourceOption;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one generation of an object. When a connection breaks another one goes on, which
 * names the generation and the place, so that the bytes are never those of two. For one thread, but
 * for {@link #close}.
 */
final class GenerationBytes implements AutoCloseable {

  private static final int FIRST_BYTES = 8 << 10;
  private static final int MAX_BREAKS_WITHOUT_PROGRESS = 2;

  private final GcsConnection connection;
  private final GcsOptions options;
  private final BlobId generation;
  private final long end;
  private volatile long position;
  private ByteBuffer first = ByteBuffer.allocate(0);
  private @Nullable ReadChannel channel;
  private volatile @Nullable GcsCall latest;
  private volatile boolean closed;
  private int breaks;

  /**
   * Nothing is sent before {@link #open}.
   *
   * @param generation the object, with its generation
   * @param extent which of its bytes
   */
  GenerationBytes(GcsOptions options, GcsConnection connection, BlobId generation, Extent extent) {
    this.options = options;
    this.connection = connection;
    this.generation = generation;
    this.position = extent.start();
    this.end = extent.end();
  }

  /** From the first byte wanted to the one after the last. */
  record Extent(long start, long end) {}

  long rest() {
    return end - position;
  }

  /**
   * Waits for the first bytes: the SDK sends nothing before, so that only they tell of a failure.
   *
   * @throws GcsFailure when there are none
   */
  void open() {
    if (rest() > 0) {
      connection.calls().run(options.limits().call(), this::request);
    }
  }

  private int request(GcsCall call) throws IOException {
    ReadChannel next = connection.storage().reader(generation, source());
    latest = call;
    next.setChunkSize(0);
    next.seek(position);
    next.limit(end);
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(rest(), FIRST_BYTES));
    int read = next.read(buffer);
    if (read < 0) {
      throw new EOFException(rest() + " bytes are missing");
    }
    channel = next;
    first = buffer.flip();
    return read;
  }

  private BlobSourceOption[] source() {
    BlobSourceOption raw = BlobSourceOption.shouldReturnRawInputStream(true);
    return options
        .project()
        .map(project -> new BlobSourceOption[] {raw, BlobSourceOption.userProject(project)})
        .orElseGet(() -> new BlobSourceOption[] {raw});
  }

  /** Reads some bytes, at least one; there must be a rest. */
  int read(byte[] buffer, int offset, int length) throws IOException {
    while (true) {
      try {
        long start = position;
        int read = readNext(ByteBuffer.wrap(buffer, offset, (int) Math.min(length, rest())));
        position = start + read;
        breaks = 0;
        return read;
      } catch (IOException | RuntimeException e) {
        goOn(e);
      }
    }
  }

  private int readNext(ByteBuffer target) throws IOException {
    if (first.hasRemaining()) {
      int count = Math.min(first.remaining(), target.remaining());
      target.put(first.slice().limit(count));
      first.position(first.position() + count);
      return count;
    }
    ReadChannel open = channel;
    int read = open == null ? -1 : open.read(target);
    if (read <= 0) {
      throw new EOFException(rest() + " bytes are missing");
    }
    return read;
  }

  private void goOn(Exception broken) throws IOException {
    abort();
    channel = null;
    if (closed
        || Thread.currentThread().isInterrupted()
        || ++breaks >= MAX_BREAKS_WITHOUT_PROGRESS) {
      throw broken instanceof IOException io ? io : new IOException(broken);
    }
    try {
      open();
    } catch (GcsFailure e) {
      e.addSuppressed(broken);
      throw new IOException(e.thrown());
    }
  }

  private void abort() {
    GcsCall call = latest;
    if (call != null) {
      call.abort();
    }
  }

  /** Gives the connection back at the end of the bytes, and breaks it before. */
  @Override
  public void close() {
    closed = true;
    if (rest() > 0) {
      abort();
    }
  }
}
