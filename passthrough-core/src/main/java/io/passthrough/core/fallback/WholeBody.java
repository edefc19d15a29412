package io.passthrough.core.fallback;

import io.passthrough.api.AssetReader;
import io.passthrough.api.manifest.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * A body that was read whole.
 *
 * @param bytes the bytes, read-only
 * @param sha256 their hash
 */
record WholeBody(ByteBuffer bytes, Sha256 sha256) {

  private static final int CHUNK = 64 * 1024;

  /**
   * Reads all of an object.
   *
   * @throws CorruptAssetException when it has more or fewer bytes than it says
   * @throws IOException when the body breaks off
   */
  static WholeBody read(AssetReader reader, StoreCall<?> call) throws IOException {
    int size = Math.toIntExact(reader.info().size());
    // On the heap: direct memory is freed late, and what is evicted would pile up.
    ByteBuffer bytes = ByteBuffer.allocate(size);
    MessageDigest digest = Sha256.newDigest();
    byte[] chunk = new byte[Math.max(1, Math.min(CHUNK, size + 1))];
    InputStream in = reader.body();
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      call.progressed();
      if (n > bytes.remaining()) {
        throw new CorruptAssetException(reader.info().key(), "it has more bytes than it says");
      }
      bytes.put(chunk, 0, n);
      digest.update(chunk, 0, n);
    }
    if (bytes.hasRemaining()) {
      throw new CorruptAssetException(reader.info().key(), "it has fewer bytes than it says");
    }
    return new WholeBody(bytes.flip().asReadOnlyBuffer(), Sha256.from(digest.digest()));
  }
}
