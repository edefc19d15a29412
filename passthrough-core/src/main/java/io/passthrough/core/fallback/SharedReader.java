package io.passthrough.core.fallback;

import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetReader;
import io.passthrough.api.ByteRange;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * One of the readers of a {@link SharedRead}, which goes on with a read of its own, of the same
 * version and from where it is, when it fell behind the others. One thread reads; any may close.
 */
final class SharedReader implements AssetReader {

  private final SharedReads reads;
  private final SharedRead shared;
  private final ExpectedObject object;
  private final long stop;
  private final InputStream body = new Body();
  private long position;
  private volatile boolean closed;
  private volatile SharedReads.@Nullable OwnRead own;

  /**
   * Makes a reader.
   *
   * @param reads opens its own read, when it needs one
   * @param shared the read that it begins with
   * @param object what is read
   * @param position the offset of its first byte
   * @param stop the offset behind its last byte
   */
  SharedReader(
      SharedReads reads, SharedRead shared, ExpectedObject object, long position, long stop) {
    this.reads = reads;
    this.shared = shared;
    this.object = object;
    this.position = position;
    this.stop = stop;
  }

  /** What comes from the window, then from its own read. */
  private final class Body extends InputStream {

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      SharedReads.OwnRead alone = own;
      if (alone == null) {
        int n = shared.read(SharedReader.this, buffer, offset, length);
        if (n != SharedRead.LEFT_BEHIND) {
          return n;
        }
        alone = goOn();
      }
      return alone.body().read(buffer, offset, length);
    }
  }

  private SharedReads.OwnRead goOn() throws IOException {
    ByteRange rest =
        stop == object.size() ? ByteRange.from(position) : ByteRange.of(position, stop - position);
    SharedReads.OwnRead alone = reads.own(object, shared.info().version(), rest);
    own = alone;
    if (closed) {
      alone.close();
    }
    return alone;
  }

  /** Returns where it is; guarded, as long as it shares, by the read that it shares. */
  long position() {
    return position;
  }

  /** Notes that it has taken bytes. */
  void advance(int bytes) {
    position += bytes;
  }

  long stop() {
    return stop;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public AssetInfo info() {
    return shared.info();
  }

  @Override
  public InputStream body() {
    return body;
  }

  @Override
  public void close() {
    closed = true;
    shared.leave(this);
    SharedReads.OwnRead alone = own;
    if (alone != null) {
      alone.close();
    }
  }
}
