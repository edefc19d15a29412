package io.passthrough.gateway;

import io.passthrough.core.serving.Field;
import java.util.List;

/**
 * Whether content follows a head (RFC 9112, section 6.3). Content is never looked at: such a
 * request is the last of its connection, so that no byte of it can be taken for another request.
 */
final class Framing {

  private static final int MAX_DIGITS = 18;

  private Framing() {}

  static boolean hasContent(RequestLine line, List<Field> fields) throws BadRequestException {
    boolean chunked = false;
    long length = -1;
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase("Transfer-Encoding")) {
        checkCoding(line, field.value(), chunked);
        chunked = true;
      } else if (field.name().equalsIgnoreCase("Content-Length")) {
        length = length(field.value(), length);
      }
    }
    if (chunked && length >= 0) {
      throw BadRequestException.badRequest();
    }
    if (length > Limits.CONTENT_BYTES && Head.isSafe(line.method())) {
      throw BadRequestException.contentTooLarge();
    }
    return chunked || length > 0;
  }

  private static void checkCoding(RequestLine line, String coding, boolean again)
      throws BadRequestException {
    if (again
        || !line.persistent()
        || Head.isSafe(line.method())
        || !coding.equalsIgnoreCase("chunked")) {
      throw BadRequestException.badRequest();
    }
  }

  private static long length(String value, long before) throws BadRequestException {
    if (before >= 0 || value.isEmpty() || value.length() > MAX_DIGITS || !isDigits(value)) {
      throw BadRequestException.badRequest();
    }
    return Long.parseLong(value);
  }

  private static boolean isDigits(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < '0' || value.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
