package io.passthrough.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The bytes of a put: of known length, and re-openable, so that an attempt can be repeated.
 *
 * <p>There is no {@link java.io.OutputStream} on purpose: closing one after an error publishes half
 * a file.
 */
public interface Content {

  /**
   * Returns the number of bytes that {@link #open()} yields.
   *
   * @return the length in bytes
   */
  long length();

  /**
   * Opens the bytes from the start. Each call opens a stream of its own, which the caller closes.
   *
   * @return a fresh stream
   * @throws IOException when the bytes cannot be had
   */
  default InputStream open() throws IOException {
    return open(0);
  }

  /**
   * Opens the bytes from an offset, for a part of an upload or its repetition.
   *
   * @param offset the first byte wanted, 0 to {@link #length()}
   * @return a fresh stream, which the caller closes
   * @throws IOException when the bytes cannot be had
   */
  InputStream open(long offset) throws IOException;

  /**
   * Makes a content of bytes in memory, which must not be changed afterwards.
   *
   * @param bytes the bytes
   * @return the content
   */
  static Content of(byte[] bytes) {
    Objects.requireNonNull(bytes, "bytes");
    return new Content() {
      @Override
      public long length() {
        return bytes.length;
      }

      @Override
      public InputStream open(long offset) {
        int start = Math.toIntExact(offset);
        return new ByteArrayInputStream(bytes, start, bytes.length - start);
      }
    };
  }

  /**
   * Makes a content of a file, whose length is looked up now.
   *
   * @param file a regular file
   * @return the content
   * @throws IOException when the file cannot be looked at
   */
  static Content of(Path file) throws IOException {
    long length = Files.size(file);
    return new Content() {
      @Override
      public long length() {
        return length;
      }

      @Override
      public InputStream open(long offset) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
          in.skipNBytes(offset);
          return in;
        } catch (IOException | RuntimeException e) {
          in.close();
          throw e;
        }
      }
    };
  }
}
