package io.passthrough.fs;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The bytes of a put, whose failures are not the store's. */
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

  /** Copies all bytes: that they are as many as announced is the caller's promise (G6). */
  void copyTo(FileChannel out) throws IOException {
    InputStream in = open();
    try {
      byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, content.length() + 1)];
      for (int count = read(in, buffer); count >= 0; count = read(in, buffer)) {
        writeAll(out, ByteBuffer.wrap(buffer, 0, count));
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
    String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return errors
        .failure(Kind.UNAVAILABLE, "put", key)
        .cause(e)
        .retryable(false)
        .because("its content cannot be read (" + reason + ")");
  }
}
