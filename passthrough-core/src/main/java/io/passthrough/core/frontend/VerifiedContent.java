package io.passthrough.core.frontend;

import io.passthrough.api.Content;
import io.passthrough.api.manifest.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/**
 * Bytes whose hash is known: read from the start to the end, they are compared with it before the
 * last of them goes out. From an offset the inner content's own checks must do.
 *
 * @param inner the bytes
 * @param sha256 what they must hash to
 * @param name the file's name, as a user knows it
 */
record VerifiedContent(Content inner, Sha256 sha256, String name) implements Content {

  @Override
  public long length() {
    return inner.length();
  }

  @Override
  public InputStream open(long offset) throws IOException {
    InputStream in = inner.open(offset);
    if (offset > 0) {
      return in;
    }
    MessageDigest digest = Sha256.newDigest();
    return new WholeStream(
        new DigestInputStream(in, digest), length(), name, () -> compare(digest.digest()));
  }

  private void compare(byte[] found) throws ChangedFileException {
    if (!Sha256.from(found).equals(sha256)) {
      throw new ChangedFileException(name);
    }
  }
}
