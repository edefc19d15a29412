package io.passthrough.gateway;

import io.netty.util.concurrent.FastThreadLocal;
import java.util.Arrays;

/** Bytes of a head in the making; one for each event loop, used again and again. */
final class HeadWriter {

  private static final FastThreadLocal<HeadWriter> OF_LOOP =
      new FastThreadLocal<>() {
        @Override
        protected HeadWriter initialValue() {
          return new HeadWriter();
        }
      };

  private byte[] bytes = new byte[1024];
  private int size;

  private HeadWriter() {}

  /** Returns this event loop's writer, empty. */
  static HeadWriter empty() {
    HeadWriter writer = OF_LOOP.get();
    writer.size = 0;
    return writer;
  }

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  /**
   * Adds text of ISO 8859-1.
   *
   * @throws IllegalArgumentException when it would end a line
   */
  HeadWriter text(String text) {
    reserve(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f || c > 0xff) {
        throw new IllegalArgumentException("Not a field line: character " + (int) c);
      }
      bytes[size++] = (byte) c;
    }
    return this;
  }

  HeadWriter field(String name, String value) {
    return text(name).text(": ").text(value).endLine();
  }

  HeadWriter endLine() {
    reserve(2);
    bytes[size++] = '\r';
    bytes[size++] = '\n';
    return this;
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
  }
}
