package io.passthrough.tck;

import static io.passthrough.tck.Mutant.by;

import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

final class RangeFaults {

  private static final String BYTES = "the bytes of the range: expected";

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
        by("range.first-byte", "(512 bytes), differing at byte 1")
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
        by("read.closed-stream-throws", "close the reader: expected success, but was Illegal")
            .read("a reader is its thread's", RangeFaults::ownThread),
        by("read.closed-stream-throws", "reading after close(): expected an IOException")
            .read(
                "a closed stream ends cleanly",
                (store, key, range) -> new ClosesCleanly(store.read(key, range))),
        by("read.every-way", "the body, read byte by byte: expected")
            .read("a byte has a sign", (store, key, range) -> signed(store.read(key, range))),
        by("read.every-way", "the body, read with a skip: expected")
            .read("skip() says so, and does not", (store, key, range) -> still(store, key, range)),
        by("read.overwritten-meanwhile", "the rest of an object that was overwritten meanwhile")
            .read(
                "each byte is fetched when it is asked for",
                (store, key, range) -> {
                  AssetReader reader = store.read(key, range);
                  return Altered.reader(reader, reader.info(), new Lazy(store, key, range));
                }));
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
    private static final int BLOCK = 10_000;
    private final AssetStore store;
    private final AssetKey key;
    private final ByteRange range;
    private long position;

    Lazy(AssetStore store, AssetKey key, ByteRange range) {
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
      byte[] now = Altered.bytes(store, key, range);
      int count = (int) Math.min(Math.min(BLOCK, length), now.length - position);
      if (count <= 0) {
        return -1;
      }
      System.arraycopy(now, (int) position, buffer, offset, count);
      position += count;
      return count;
    }
  }
}
