package io.passthrough.core.fallback;

import io.passthrough.api.AssetReader;
import io.passthrough.api.manifest.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A body that is handed on while it comes, but for its end, which is held back until the length and
 * the hash are right. A read that waits too long is given up. One thread reads; any may close.
 */
final class VerifyingStream extends InputStream {

  private static final int HELD_BACK = 16 * 1024;

  private final AssetReader reader;
  private final Optional<MessageDigest> digest;
  private final Optional<Sha256> sha256;
  private final ReadTimeout watch;
  private long unread;
  private byte @Nullable [] end;
  private int endAt;

  /** Who gives up a read that waits too long, and when. */
  record ReadTimeout(ScheduledExecutorService timer, long silenceNanos) {}

  /**
   * Hands on a body.
   *
   * @param reader the open reader
   * @param length how many bytes it must yield
   * @param sha256 the hash that they must have, where that can be told
   * @param watch who gives up
   */
  VerifyingStream(AssetReader reader, long length, Optional<Sha256> sha256, ReadTimeout watch) {
    this.reader = reader;
    this.unread = length;
    this.sha256 = sha256;
    this.digest = sha256.map(hash -> Sha256.newDigest());
    this.watch = watch;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (unread <= HELD_BACK) {
      return readEnd(buffer, offset, length);
    }
    int wanted = (int) Math.min(length, unread - HELD_BACK);
    int n = readSome(buffer, offset, wanted);
    if (n < 0) {
      throw broken("it has fewer bytes than it says");
    }
    unread -= n;
    return n;
  }

  private int readEnd(byte[] buffer, int offset, int length) throws IOException {
    byte[] checked = end;
    if (checked == null) {
      checked = checkedEnd();
      end = checked;
    }
    if (endAt == checked.length) {
      return -1;
    }
    int n = Math.min(length, checked.length - endAt);
    System.arraycopy(checked, endAt, buffer, offset, n);
    endAt += n;
    return n;
  }

  private byte[] checkedEnd() throws IOException {
    byte[] bytes = new byte[(int) unread + 1];
    int size = 0;
    for (int n = 0; n >= 0 && size < bytes.length; n = readSome(bytes, size, bytes.length - size)) {
      size += n;
    }
    if (size != unread) {
      throw broken(size < unread ? "it has fewer bytes than it says" : "it has too many bytes");
    }
    if (digest.isPresent() && !Sha256.from(digest.get().digest()).equals(sha256.orElseThrow())) {
      throw broken("its bytes do not have the recorded hash");
    }
    return Arrays.copyOf(bytes, size);
  }

  private int readSome(byte[] buffer, int offset, int length) throws IOException {
    Future<?> alarm = watch.timer.schedule(reader::close, watch.silenceNanos, TimeUnit.NANOSECONDS);
    try {
      int n = reader.body().read(buffer, offset, length);
      if (n > 0) {
        digest.ifPresent(it -> it.update(buffer, offset, n));
      }
      return n;
    } finally {
      alarm.cancel(false);
    }
  }

  private IOException broken(String why) {
    return new IOException("Cannot serve: " + why + ", '" + reader.info().key() + "'");
  }

  @Override
  public void close() {
    reader.close();
  }
}
