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
    try {
      return new WholeStream(
          new DigestInputStream(in, digest), length(), new Checked(this, digest));
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** An ending that compares the hash. */
  private record Checked(VerifiedContent content, MessageDigest digest)
      implements WholeStream.Ending {

    @Override
    public IOException wrongLength() {
      return new ChangedFileException(content.name);
    }

    @Override
    public void check() throws IOException {
      if (!Sha256.from(digest.digest()).equals(content.sha256)) {
        throw wrongLength();
      }
    }
  }
}
