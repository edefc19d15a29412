package io.passthrough.tck;

import io.passthrough.api.Content;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/** Bodies for puts. */
final class Bodies {

  private Bodies() {}

  static byte[] allBytes() {
    byte[] bytes = new byte[512];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i < 256 ? i : 511 - i);
    }
    return bytes;
  }

  /** Returns bytes that have no period, so that each place in a body is told from any other. */
  static byte[] random(int length, int seed) {
    byte[] bytes = new byte[length];
    new SplittableRandom(seed).nextBytes(bytes);
    return bytes;
  }

  static byte[] letters(int length, char letter) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) letter);
    return bytes;
  }

  /** Returns bytes that a client which decodes by itself would change. */
  static byte[] gzipOfLetters() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(letters(1_000, 'z'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Returns a content that breaks at a place, from wherever it is read. */
  static Content breaking(byte[] bytes, long at) {
    return new Content() {
      @Override
      public long length() {
        return bytes.length;
      }

      @Override
      public InputStream open(long offset) {
        return new BreakingStream(from(bytes, offset), Math.max(0, at - offset));
      }
    };
  }

  private static InputStream from(byte[] bytes, long offset) {
    int start = Math.toIntExact(offset);
    return new ByteArrayInputStream(bytes, start, bytes.length - start);
  }

  /** Returns a content whose every stream is wrapped. */
  static Content content(byte[] bytes, UnaryOperator<InputStream> wrapping) {
    return content(bytes.length, bytes, wrapping);
  }

  /** Returns a content whose every stream is wrapped, and that promises some length. */
  static Content content(long length, byte[] bytes, UnaryOperator<InputStream> wrapping) {
    return new Content() {
      @Override
      public long length() {
        return length;
      }

      @Override
      public InputStream open(long offset) {
        return wrapping.apply(from(bytes, offset));
      }
    };
  }
}
