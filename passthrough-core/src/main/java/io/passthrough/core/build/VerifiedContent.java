package io.passthrough.core.build;

import io.passthrough.api.Content;
import io.passthrough.api.manifest.Sha256;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A content that hashes what it hands out and holds back its last byte unless the hash of the whole
 * is right, so that no store keeps a file which changed while it was published.
 *
 * <p>An upload in parts opens the content once for each part, and again for a part that is sent
 * again: the digest goes on from the state that it had at that offset, so that what is compared in
 * the end is what was handed out last for every part. A part that is opened before the bytes in
 * front of it were read has these read and hashed first. It keeps a digest for each offset, so it
 * is made for one upload or one client and thrown away. Thread-safe.
 */
public final class VerifiedContent implements Content {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final Content content;
  private final Sha256 expected;
  private final long size;

  /** The digest of all bytes in front of an offset, for each offset that was opened. */
  private final Map<Long, MessageDigest> prefixes = new HashMap<>();

  private @Nullable HashingStream latest;
  private @Nullable IOException failure;

  /**
   * Makes a content that is checked.
   *
   * @param content the bytes
   * @param expected what all of them must hash to
   * @param size how many they must be
   */
  public VerifiedContent(Content content, Sha256 expected, long size) {
    this.content = content;
    this.expected = expected;
    this.size = size;
    prefixes.put(0L, Sha256.newDigest());
  }

  /**
   * Returns why the bytes could not be had.
   *
   * @return what a reader of a stream was thrown last, or empty
   */
  public synchronized Optional<IOException> failure() {
    return Optional.ofNullable(failure);
  }

  private synchronized IOException failed(IOException reason) {
    failure = reason;
    return reason;
  }

  @Override
  public long length() {
    return size;
  }

  @Override
  public InputStream open(long offset) throws IOException {
    try {
      MessageDigest prefix = prefix(offset);
      return started(new HashingStream(content.open(offset), prefix, offset));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private synchronized HashingStream started(HashingStream stream) {
    latest = stream;
    return stream;
  }

  private MessageDigest prefix(long offset) throws IOException {
    Optional<MessageDigest> known = known(offset);
    MessageDigest prefix = known.isPresent() ? known.get() : hashed(offset);
    synchronized (this) {
      prefixes.put(offset, prefix);
      return copy(prefix);
    }
  }

  private synchronized Optional<MessageDigest> known(long offset) {
    if (latest != null && latest.position == offset) {
      return Optional.of(copy(latest.digest));
    }
    return Optional.ofNullable(prefixes.get(offset));
  }

  private MessageDigest hashed(long length) throws IOException {
    MessageDigest digest = Sha256.newDigest();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = content.open(0)) {
      for (long left = length; left > 0; ) {
        int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (read < 0) {
          throw new ChangedFileException("the file has become shorter");
        }
        digest.update(buffer, 0, read);
        left -= read;
      }
    }
    return digest;
  }

  private static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("The JDK's SHA-256 can be cloned", e);
    }
  }

  private final class HashingStream extends FilterInputStream {
    private final MessageDigest digest;
    private long position;

    HashingStream(InputStream in, MessageDigest digest, long position) {
      super(in);
      this.digest = digest;
      this.position = position;
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
        throw failed(e);
      }
    }

    private void check(byte[] buffer, int offset, int read) throws IOException {
      if (read < 0 && position < size) {
        throw new ChangedFileException("the file has become shorter");
      }
      if (read <= 0) {
        return;
      }
      synchronized (VerifiedContent.this) {
        digest.update(buffer, offset, read);
        position += read;
      }
      if (position > size) {
        throw new ChangedFileException("the file has become longer");
      }
      if (position == size && !Sha256.from(copy(digest).digest()).equals(expected)) {
        throw new ChangedFileException("the file has changed");
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
