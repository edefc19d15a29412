package io.passthrough.tck;

import static io.passthrough.tck.Mutant.by;

import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

final class RangeFaults {

  private static final String BYTES = "the bytes of the range: expected";
  private static final int BLOCK = 4 << 10;
  private static final int MIB = 1 << 20;

  private RangeFaults() {}

  static List<Mutant> all() {
    return List.of(
        by("range.whole", BYTES)
            .read(
                "the last byte is lost",
                (store, key, range) ->
                    range.isAll()
                        ? read(store, key, shortened(store, key))
                        : store.read(key, range)),
        by("range.from", BYTES)
            .read(
                "an open range is not sent",
                (store, key, range) ->
                    store.read(key, range.length().isEmpty() ? ByteRange.ALL : range)),
        by("range.middle", "(51 bytes), differing at byte 50")
            .read("the end is taken for inclusive", RangeFaults::inclusive),
        by("range.first-byte", "(300000 bytes), differing at byte 1")
            .read(
                "a range from the start is not sent",
                (store, key, range) ->
                    store.read(key, range.offset() == 0 ? ByteRange.ALL : range)),
        by("range.last-byte", "but was '' (0 bytes)")
            .read("the last byte is past the end", RangeFaults::lastIsPast),
        by("range.end-past-eof", "expected success, but was INVALID")
            .read("a range that ends past the object is refused", RangeFaults::strictEnd),
        by("range.start-past-eof", "expected a refusal with INVALID, but was success")
            .read("a range past the end reads nothing", RangeFaults::lenientStart),
        by("range.start-past-eof", "expected a refusal with INVALID, but was success")
            .read("an offset is an int", RangeFaults::intOffset),
        by("read.closed-stream-throws", "reading after close(): expected an IOException")
            .read("what has ended stays so when it is closed", RangeFaults::endsForGood),
        by("read.closed-stream-throws", "'bytes.bin': expected success, but was Illegal")
            .read("a reader is its thread's", RangeFaults::ownThread),
        by("read.closed-stream-throws", "reading after close(): expected an IOException")
            .read(
                "a closed stream ends cleanly",
                (store, key, range) -> new ClosesCleanly(store.read(key, range))),
        by("range.beside-borders", "the bytes from 4097 to ")
            .read("a range begins at its block of 4 KiB", RangeFaults::fromBlock),
        by("range.beside-borders", "the bytes from 1048575 to 1048577: expected")
            .read("a range ends with its piece of 1 MiB", RangeFaults::withinPiece),
        by("read.every-way", "the body, read in no bytes, and beyond the end: expected")
            .read("to ask for no bytes is the end", RangeFaults::noBytesEnd),
        by("read.overwritten-meanwhile", "the rest of an object that was overwritten meanwhile")
            .read(
                "pieces of 1 MiB are fetched, of whatever version",
                (store, key, range) -> lazily(store, key, range, new Lazy(store, key, range, MIB))),
        by("read.overwritten-before-first-byte", "the rest of an object that was overwritten")
            .read("the body is fetched when it is first read", RangeFaults::late),
        by("read.every-way", "the body, read byte by byte: expected")
            .read("a byte has a sign", (store, key, range) -> signed(store.read(key, range))),
        by("read.every-way", "the body, read with a skip: expected")
            .read("skip() says so, and does not", (store, key, range) -> still(store, key, range)),
        by("read.overwritten-meanwhile", "the rest of an object that was overwritten meanwhile")
            .read(
                "each byte is fetched when it is asked for",
                (store, key, range) ->
                    lazily(store, key, range, new Lazy(store, key, range, 10_000))));
  }

  private static AssetReader lazily(
      AssetStore store, AssetKey key, ByteRange range, InputStream body) {
    AssetReader reader = store.read(key, range);
    return Altered.reader(reader, reader.info(), body);
  }

  private static AssetReader fromBlock(AssetStore store, AssetKey key, ByteRange range) {
    return range.offset() < BLOCK
        ? store.read(key, range)
        : store.read(key, new ByteRange(range.offset() / BLOCK * BLOCK, range.length()));
  }

  private static AssetReader withinPiece(AssetStore store, AssetKey key, ByteRange range) {
    long end = (range.offset() / MIB + 1) * MIB;
    if (range.length().isEmpty() || range.offset() + range.length().getAsLong() <= end) {
      return store.read(key, range);
    }
    return store.read(key, ByteRange.of(range.offset(), end - range.offset()));
  }

  private static AssetReader noBytesEnd(AssetStore store, AssetKey key, ByteRange range) {
    AssetReader reader = store.read(key, range);
    InputStream body =
        new FilterInputStream(reader.body()) {
          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            return length == 0 ? -1 : super.read(buffer, offset, length);
          }
        };
    return Altered.reader(reader, reader.info(), body);
  }

  private static AssetReader late(AssetStore store, AssetKey key, ByteRange range) {
    AssetReader reader = store.read(key, range);
    InputStream body =
        new InputStream() {
          private @Nullable InputStream in;

          private InputStream in() {
            in = in == null ? new ByteArrayInputStream(Altered.bytes(store, key, range)) : in;
            return in;
          }

          @Override
          public int read() throws IOException {
            return in().read();
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            return in().read(buffer, offset, length);
          }
        };
    return Altered.reader(reader, reader.info(), body);
  }

  private static AssetReader read(AssetStore store, AssetKey key, ByteRange range) {
    return store.read(key, range);
  }

  private static ByteRange shortened(AssetStore store, AssetKey key) {
    long size = store.stat(key).map(AssetInfo::size).orElse(0L);
    return size < 2 ? ByteRange.ALL : ByteRange.of(0, size - 1);
  }

  private static AssetReader signed(AssetReader reader) {
    InputStream body =
        new FilterInputStream(reader.body()) {
          @Override
          public int read() throws IOException {
            return (byte) super.read();
          }
        };
    return Altered.reader(reader, reader.info(), body);
  }

  private static AssetReader still(AssetStore store, AssetKey key, ByteRange range) {
    AssetReader reader = store.read(key, range);
    InputStream body =
        new FilterInputStream(reader.body()) {
          @Override
          public long skip(long count) {
            return count;
          }
        };
    return Altered.reader(reader, reader.info(), body);
  }

  private static AssetReader intOffset(AssetStore store, AssetKey key, ByteRange range) {
    long offset = range.offset() & Integer.MAX_VALUE;
    return store.read(key, new ByteRange(offset, range.length()));
  }

  private static AssetReader endsForGood(AssetStore store, AssetKey key, ByteRange range) {
    AssetReader reader = store.read(key, range);
    InputStream body =
        new InputStream() {
          private boolean ended;

          @Override
          public int read() throws IOException {
            int value = ended ? -1 : reader.body().read();
            ended = value < 0;
            return value;
          }
        };
    return Altered.reader(reader, reader.info(), body);
  }

  private static AssetReader ownThread(AssetStore store, AssetKey key, ByteRange range) {
    AssetReader reader = store.read(key, range);
    ReentrantLock lock = new ReentrantLock();
    lock.lock();
    return new ClosingReader(
        reader,
        () -> {
          lock.unlock();
          lock.lock();
        });
  }

  private static AssetReader inclusive(AssetStore store, AssetKey key, ByteRange range) {
    return range.length().isEmpty()
        ? store.read(key, range)
        : store.read(key, ByteRange.of(range.offset(), range.length().getAsLong() + 1));
  }

  private static AssetReader lastIsPast(AssetStore store, AssetKey key, ByteRange range) {
    AssetReader reader = store.read(key, range);
    return range.offset() > 0 && range.offset() == reader.info().size() - 1
        ? Altered.reader(reader.info(), new byte[0])
        : reader;
  }

  private static AssetReader strictEnd(AssetStore store, AssetKey key, ByteRange range) {
    AssetReader reader = store.read(key, range);
    if (range.length().isPresent()
        && range.offset() + range.length().getAsLong() > reader.info().size()) {
      throw Altered.failure(Kind.INVALID, "read", key);
    }
    return reader;
  }

  private static AssetReader lenientStart(AssetStore store, AssetKey key, ByteRange range) {
    AssetReader reader = store.read(key, ByteRange.ALL);
    return range.fits(reader.info().size())
        ? store.read(key, range)
        : Altered.reader(reader.info(), new byte[0]);
  }

  private static final class ClosesCleanly implements AssetReader {
    private final AssetReader reader;
    private final InputStream body;
    private boolean closed;

    ClosesCleanly(AssetReader reader) {
      this.reader = reader;
      this.body =
          new InputStream() {
            @Override
            public int read() throws IOException {
              return closed ? -1 : reader.body().read();
            }
          };
    }

    @Override
    public AssetInfo info() {
      return reader.info();
    }

    @Override
    public InputStream body() {
      return body;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static final class Lazy extends InputStream {
    private final AssetStore store;
    private final AssetKey key;
    private final ByteRange range;
    private final int size;
    private byte[] piece = new byte[0];
    private long start;
    private long position;

    Lazy(AssetStore store, AssetKey key, ByteRange range, int size) {
      this.size = size;
      this.store = store;
      this.key = key;
      this.range = range;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (position >= start + piece.length) {
        start = position;
        piece = next();
      }
      int count = (int) Math.min(length, start + piece.length - position);
      if (count == 0 && length > 0) {
        return -1;
      }
      System.arraycopy(piece, (int) (position - start), buffer, offset, count);
      position += count;
      return count;
    }

    /** Fetches a piece of the object that is there by now. */
    private byte[] next() {
      long whole = range.lengthWithin(store.stat(key).map(AssetInfo::size).orElse(0L));
      if (position >= whole) {
        return new byte[0];
      }
      long some = Math.min(size, whole - position);
      return Altered.bytes(store, key, ByteRange.of(range.offset() + position, some));
    }
  }
}
