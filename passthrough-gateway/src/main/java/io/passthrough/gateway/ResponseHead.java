package io.passthrough.gateway;

import io.passthrough.core.serving.Body;
import io.passthrough.core.serving.Field;
import io.passthrough.core.serving.Response;

/** Writes the head of a response, with what belongs to the connection. */
final class ResponseHead {

  private ResponseHead() {}

  /**
   * Writes a head.
   *
   * @throws IllegalArgumentException when a field line would end early, or with other text
   */
  static HeadWriter write(Head request, Response response, boolean last) {
    HeadWriter out = HeadWriter.empty();
    int status = response.status();
    out.text("HTTP/1.1 ").text(Integer.toString(status)).text(" ").text(ReasonPhrase.of(status));
    out.endLine();
    fields(out, request, response);
    out.field("Date", HttpDate.now());
    if (last || request.keepAlive()) {
      out.field("Connection", last ? "close" : "keep-alive");
    }
    return out.endLine();
  }

  private static void fields(HeadWriter out, Head request, Response response) {
    boolean measured = false;
    for (Field field : response.fields()) {
      measured |= field.name().equalsIgnoreCase("Content-Length");
      out.field(field.name(), field.value());
    }
    if (!measured && hasContent(request, response)) {
      out.field("Content-Length", Long.toString(length(response.body())));
    }
  }

  /** Returns whether bytes follow the head, or none by their number (RFC 9112, section 6.3). */
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
}
