package io.passthrough.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.passthrough.core.serving.Body;
import io.passthrough.core.serving.Field;
import io.passthrough.core.serving.Response;
import java.nio.charset.StandardCharsets;

/** Writes the head of a response, with what belongs to the connection. */
final class ResponseHead {

  private static final int USUAL_BYTES = 512;
  private static final byte[] CLOSE = ascii("Connection: close\r\n\r\n");
  private static final byte[] KEEP_ALIVE = ascii("Connection: keep-alive\r\n\r\n");
  private static final byte[] END = ascii("\r\n");

  private ResponseHead() {}

  /**
   * Encodes a head.
   *
   * @throws IllegalArgumentException when a field line would end early, or with other text
   */
  static ByteBuf encode(ByteBufAllocator allocator, Head request, Response response, boolean last) {
    ByteBuf out = allocator.directBuffer(USUAL_BYTES);
    try {
      text(out, "HTTP/1.1 " + response.status() + ' ' + ReasonPhrase.of(response.status()));
      out.writeBytes(END);
      fields(out, request, response);
      out.writeCharSequence(HttpDate.line(), StandardCharsets.US_ASCII);
      out.writeBytes(last ? CLOSE : request.keepAlive() ? KEEP_ALIVE : END);
      return out;
    } catch (RuntimeException e) {
      out.release();
      throw e;
    }
  }

  private static void fields(ByteBuf out, Head request, Response response) {
    boolean measured = false;
    for (Field field : response.fields()) {
      measured |= field.name().equalsIgnoreCase("Content-Length");
      field(out, field.name(), field.value());
    }
    if (!measured && hasContent(request, response)) {
      field(out, "Content-Length", Long.toString(length(response.body())));
    }
  }

  private static void field(ByteBuf out, String name, String value) {
    text(out, name);
    out.writeByte(':').writeByte(' ');
    text(out, value);
    out.writeBytes(END);
  }

  private static void text(ByteBuf out, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f || c > 0xff) {
        throw new IllegalArgumentException("Not a field line: character " + (int) c);
      }
    }
    out.writeCharSequence(text, StandardCharsets.ISO_8859_1);
  }

  /** Tells whether bytes follow the head, or none by their number (RFC 9112, section 6.3). */
  static boolean hasContent(Head request, Response response) {
    return !request.isHead() && response.status() != 304 && response.status() != 204;
  }

  private static long length(Body body) {
    if (body instanceof Body.Bytes bytes) {
      return bytes.buffer().remaining();
    }
    if (body instanceof Body.FileSlice slice) {
      return slice.length();
    }
    return body instanceof Body.Streamed streamed ? streamed.length() : 0;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
