package io.passthrough.core.publish;

import io.passthrough.api.Content;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.record.ContentId;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Bytes that are checked while they are read: the last of them are not handed out unless the hash
 * is right, so that no store keeps a file which changed while it was published. A read from an
 * offset is not checked.
 */
final class VerifiedContent implements Content {

  private final Content content;
  private final ContentId expected;
  private final AtomicReference<IOException> failure = new AtomicReference<>();

  VerifiedContent(Content content, ContentId expected) {
    this.content = content;
    this.expected = expected;
  }

  ContentId id() {
    return expected;
  }

  /** Returns why the bytes could not be had, when that is why a put failed. */
  Optional<IOException> failure() {
    return Optional.ofNullable(failure.get());
  }

  @Override
  public long length() {
    return expected.size();
  }

  @Override
  public InputStream open(long offset) throws IOException {
    try {
      InputStream in = content.open(offset);
      return offset == 0 ? new Checked(in) : in;
    } catch (IOException e) {
      failure.set(e);
      throw e;
    }
  }

  private final class Checked extends FilterInputStream {
    private final MessageDigest digest = Sha256.newDigest();
    private long count;

    Checked(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        int read = super.read(buffer, offset, length);
        check(buffer, offset, read);
        return read;
      } catch (IOException e) {
        failure.set(e);
        throw e;
      }
    }

    private void check(byte[] buffer, int offset, int read) throws IOException {
      if (read < 0 && count < expected.size()) {
        throw new IOException("the file has become shorter");
      }
      if (read <= 0) {
        return;
      }
      digest.update(buffer, offset, read);
      count += read;
      if (count > expected.size()) {
        throw new IOException("the file has become longer");
      }
      if (count == expected.size() && !Sha256.from(digest.digest()).equals(expected.sha256())) {
        throw new IOException("the file has changed");
      }
    }

    /** Skips nothing: what is skipped would not be hashed. */
    @Override
    public long skip(long bytes) {
      return 0;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
