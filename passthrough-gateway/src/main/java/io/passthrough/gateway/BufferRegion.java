package io.passthrough.gateway;

import io.netty.channel.FileRegion;
import io.netty.util.AbstractReferenceCounted;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * Bytes on the heap that many clients are sent: each piece is copied when the socket can take it,
 * and not the whole for each client beforehand. For the channel it is a file that lies in memory.
 */
final class BufferRegion extends AbstractReferenceCounted implements FileRegion {

  private static final int PIECE_BYTES = 128 * 1024;

  private final ByteBuffer bytes;
  private long transferred;

  /**
   * Makes a region.
   *
   * @param bytes what is sent, from position to limit; never changed
   */
  BufferRegion(ByteBuffer bytes) {
    this.bytes = bytes.slice();
  }

  @Override
  public long position() {
    return 0;
  }

  @Override
  public long count() {
    return bytes.capacity();
  }

  @Override
  public long transferred() {
    return transferred;
  }

  @Override
  @Deprecated
  public long transfered() {
    return transferred;
  }

  @Override
  public long transferTo(WritableByteChannel target, long position) throws IOException {
    int length = (int) Math.min(PIECE_BYTES, count() - position);
    int written = target.write(bytes.slice((int) position, length));
    transferred += Math.max(0, written);
    return written;
  }

  @Override
  public FileRegion retain() {
    super.retain();
    return this;
  }

  @Override
  public FileRegion retain(int increment) {
    super.retain(increment);
    return this;
  }

  @Override
  public FileRegion touch() {
    return this;
  }

  @Override
  public FileRegion touch(Object hint) {
    return this;
  }

  @Override
  protected void deallocate() {}
}
