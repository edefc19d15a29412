package io.passthrough.core.build;

import io.passthrough.api.manifest.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;

/** Feeds digests from streams. */
final class Hashing {

  private static final int BUFFER_BYTES = 64 * 1024;

  private Hashing() {}

  static Sha256 hash(BuildFile file, ReadingProgress progress) {
    MessageDigest digest = Sha256.newDigest();
    try (InputStream in = progress.watch(file.content().open())) {
      feed(in, file.size(), digest);
      return Sha256.from(digest.digest());
    } catch (IOException e) {
      throw Failures.unreadable(file, e);
    }
  }

  /** Hashes a file, and hands its bytes to who wants them. */
  static Sha256 hash(BuildFile file, ReadingProgress progress, Optional<BytesKeeper> keeper) {
    if (keeper.filter(it -> it.wants(file)).isEmpty()) {
      return hash(file, progress);
    }
    try (InputStream in = progress.watch(file.content().open())) {
      byte[] bytes = in.readNBytes(Math.toIntExact(file.size() + 1));
      Sha256 sha256 = Sha256.of(bytes);
      keeper.get().keep(sha256, bytes);
      return sha256;
    } catch (IOException e) {
      throw Failures.unreadable(file, e);
    }
  }

  /** Reads to the end, but at most one buffer beyond the limit; returns how many bytes it read. */
  static long feed(InputStream in, long limit, MessageDigest digest) throws IOException {
    byte[] buffer = new byte[(int) Math.max(1, Math.min(BUFFER_BYTES, limit + 1))];
    long size = 0;
    while (size <= limit) {
      int count = in.read(buffer);
      if (count < 0) {
        break;
      }
      digest.update(buffer, 0, count);
      size += count;
    }
    return size;
  }
}
