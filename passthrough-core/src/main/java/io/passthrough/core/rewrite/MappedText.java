package io.passthrough.core.rewrite;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** A text without its escapes that knows where in the source each of its characters was written. */
final class MappedText {

  private static final int ESCAPE_LENGTH = 3;

  private final String text;

  /** For each character where it begins in the source, and at last where the text ends. */
  private final int[] starts;

  private MappedText(String text, int[] starts) {
    this.text = text;
    this.starts = starts;
  }

  /** Collects characters with their places. */
  static final class Builder {
    private final StringBuilder text = new StringBuilder();
    private int[] starts = new int[64];

    void add(int codePoint, int start) {
      for (char c : Character.toChars(codePoint)) {
        room();
        starts[text.length()] = start;
        text.append(c);
      }
    }

    MappedText endingAt(int end) {
      room();
      starts[text.length()] = end;
      return new MappedText(text.toString(), Arrays.copyOf(starts, text.length() + 1));
    }

    private void room() {
      if (text.length() == starts.length) {
        starts = Arrays.copyOf(starts, 2 * starts.length);
      }
    }
  }

  /** Takes a part of a source in which nothing is escaped. */
  static MappedText plain(String source, int start, int end) {
    int[] starts = new int[end - start + 1];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = start + i;
    }
    return new MappedText(source.substring(start, end), starts);
  }

  String text() {
    return text;
  }

  /** Returns where in the source a character of the text, or its end, was written. */
  int source(int index) {
    return starts[index];
  }

  MappedText part(int start, int end) {
    return new MappedText(text.substring(start, end), Arrays.copyOfRange(starts, start, end + 1));
  }

  /** Takes away spaces and control characters at both ends, as a URL is parsed. */
  MappedText trimmed() {
    int start = 0;
    int end = text.length();
    while (start < end && text.charAt(start) <= ' ') {
      start++;
    }
    while (end > start && text.charAt(end - 1) <= ' ') {
      end--;
    }
    return part(start, end);
  }

  /**
   * Decodes percent-encoding (RFC 3986, section 2.1).
   *
   * @return the decoded text, or empty when it is not UTF-8 or hides a slash
   */
  Optional<MappedText> percentDecoded() {
    Builder decoded = new Builder();
    int at = 0;
    while (at < text.length()) {
      int end = endOfEscapes(at);
      if (end == at) {
        decoded.add(text.charAt(at), starts[at]);
        at++;
        continue;
      }
      Optional<String> run = utf8(at, end);
      if (run.isEmpty() || run.get().indexOf('/') >= 0) {
        return Optional.empty();
      }
      add(run.get(), at, decoded);
      at = end;
    }
    return Optional.of(decoded.endingAt(starts[text.length()]));
  }

  private int endOfEscapes(int start) {
    int end = start;
    while (end + 2 < text.length()
        && text.charAt(end) == '%'
        && HexFormat.isHexDigit(text.charAt(end + 1))
        && HexFormat.isHexDigit(text.charAt(end + 2))) {
      end += ESCAPE_LENGTH;
    }
    return end;
  }

  private Optional<String> utf8(int start, int end) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int at = start; at < end; at += ESCAPE_LENGTH) {
      bytes.write(HexFormat.fromHexDigits(text, at + 1, at + ESCAPE_LENGTH));
    }
    return strict(bytes.toByteArray());
  }

  private void add(String run, int start, Builder decoded) {
    int at = start;
    for (int codePoint : run.codePoints().toArray()) {
      decoded.add(codePoint, starts[at]);
      at += ESCAPE_LENGTH * Utf8.length(codePoint);
    }
  }

  /** Decodes UTF-8: no overlong form, no surrogate. */
  static Optional<String> strict(byte[] utf8) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
