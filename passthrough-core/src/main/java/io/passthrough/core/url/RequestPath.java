package io.passthrough.core.url;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Where a request points, decoded once and checked: no code below meets a path with an empty, dot
 * or dot-dot segment, a control character or a backslash. What does not fit is refused, never
 * repaired.
 *
 * @param path the decoded path, beginning with {@code /}
 * @param query the query as received, or empty
 * @param firstEncodedSlash where in the path the first {@code /} is that was written {@code %2F},
 *     or -1 when there is none
 */
public record RequestPath(String path, String query, int firstEncodedSlash) {

  /** What browsers leave as it is in a path, beyond RFC 3986, section 3.3: {@code [ ] | ^}. */
  private static final String PATH_MARKS = "-._~!$&'()*+,;=:@/[]|^";

  /**
   * Reads a target in origin form (RFC 9112, section 3.2.1).
   *
   * @param raw one char for each byte
   * @return the target, or empty when it must be refused
   */
  public static Optional<RequestPath> parse(String raw) {
    if (!raw.startsWith("/")) {
      return Optional.empty();
    }
    int mark = raw.indexOf('?');
    String path = mark < 0 ? raw : raw.substring(0, mark);
    String query = mark < 0 ? "" : raw.substring(mark + 1);
    if (!query.chars().allMatch(RequestPath::isQueryCharacter) || hasEmptySegment(path)) {
      return Optional.empty();
    }
    return decode(path)
        .filter(decoded -> !hasDotSegment(decoded.path))
        .map(decoded -> new RequestPath(decoded.path, query, decoded.firstEncodedSlash));
  }

  /**
   * Returns whether a {@code /} of the path was written {@code %2F}.
   *
   * @return whether there is one
   */
  public boolean encodedSlash() {
    return firstEncodedSlash >= 0;
  }

  private static boolean isQueryCharacter(int c) {
    return c > 0x20 && c < 0x7f && c != '#';
  }

  private static boolean isPathCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || PATH_MARKS.indexOf(c) >= 0;
  }

  private static boolean hasEmptySegment(String path) {
    return path.contains("//");
  }

  private static boolean hasDotSegment(String path) {
    return path.contains("/./")
        || path.contains("/../")
        || path.endsWith("/.")
        || path.endsWith("/..");
  }

  private static Optional<RequestPath> decode(String path) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(path.length());
    int encodedSlash = -1;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c != '%') {
        if (!isPathCharacter(c)) {
          return Optional.empty();
        }
        bytes.write(c);
        continue;
      }
      int octet = octet(path, i);
      if (octet < 0x20 || octet == 0x7f || octet == '\\') {
        return Optional.empty();
      }
      if (octet == '/' && encodedSlash < 0) {
        encodedSlash = bytes.toString(StandardCharsets.UTF_8).length();
      }
      bytes.write(octet);
      i += 2;
    }
    int slash = encodedSlash;
    return text(bytes.toByteArray()).map(text -> new RequestPath(text, "", slash));
  }

  /** Returns the octet of an escape, or -1 when it is none. */
  private static int octet(String path, int percent) {
    if (percent + 2 >= path.length()
        || !HexFormat.isHexDigit(path.charAt(percent + 1))
        || !HexFormat.isHexDigit(path.charAt(percent + 2))) {
      return -1;
    }
    return HexFormat.fromHexDigits(path, percent + 1, percent + 3);
  }

  /** Decodes strictly: no overlong form, no surrogate, nothing beyond U+10FFFF. */
  private static Optional<String> text(byte[] utf8) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(utf8))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
