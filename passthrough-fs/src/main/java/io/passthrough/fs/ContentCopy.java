package io.passthrough.fs;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The bytes of a put, whose troubles are not the store's. */
final class ContentCopy {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final AssetKey key;
  private final Content content;
  private final FsErrors errors;

  ContentCopy(AssetKey key, Content content, FsErrors errors) {
    this.key = key;
    this.content = content;
    this.errors = errors;
  }

  /** Copies exactly as many bytes as the content says it has. */
  void copyTo(FileChannel out) throws IOException {
    InputStream in = open();
    try {
      long length = content.length();
      byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, length + 1)];
      long copied = 0;
      for (int count = read(in, buffer); count >= 0; count = read(in, buffer)) {
        copied += count;
        if (copied > length) {
          throw invalid("more", length);
        }
        writeAll(out, ByteBuffer.wrap(buffer, 0, count));
      }
      if (copied < length) {
        throw invalid("only " + copied, length);
      }
    } finally {
      close(in);
    }
  }

  private static void writeAll(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  private InputStream open() {
    try {
      return content.open();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private int read(InputStream in, byte[] buffer) {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private void close(InputStream in) {
    try {
      in.close();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private AssetStoreException unreadable(IOException e) {
    return errors
        .failure(Kind.UNAVAILABLE, "put", key)
        .cause(e)
        .retryable(false)
        .because("its content cannot be read (" + e.getMessage() + ")");
  }

  private AssetStoreException invalid(String found, long length) {
    return errors
        .failure(Kind.INVALID, "put", key)
        .because("its content has " + found + " bytes and says " + length);
  }
}
