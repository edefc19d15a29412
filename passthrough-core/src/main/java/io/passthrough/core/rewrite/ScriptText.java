package io.passthrough.core.rewrite;

import java.util.HexFormat;
import java.util.Optional;

/** Where the tokens of a script end (ECMA-262, section 12). */
final class ScriptText {

  private static final int UNICODE_DIGITS = 4;
  private static final int BYTE_DIGITS = 2;
  private static final int MOST_DIGITS = 8;

  /** What is no end of a regular expression is looked for at every slash, so not very far. */
  private static final int LONGEST_REGEX = 1 << 16;

  private ScriptText() {}

  static boolean isSpace(char c) {
    return c <= ' ' || c == '\u00A0' || c == '\uFEFF' || c == '\u2028' || c == '\u2029';
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  /** Returns whether a character is one of a name, a keyword or a number. */
  static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '$'
        || c == '#'
        || c == '\\'
        || (c >= 0x80 && !isSpace(c));
  }

  /** Returns where a word ends; a number has its dot in it. */
  static int endOfWord(String text, int start) {
    boolean isNumber = Character.isDigit(text.charAt(start));
    int end = start + 1;
    while (end < text.length()
        && (isWord(text.charAt(end)) || (isNumber && text.charAt(end) == '.'))) {
      end++;
    }
    return end;
  }

  static boolean isComment(String text, int at) {
    return text.startsWith("//", at) || text.startsWith("/*", at);
  }

  static int endOfComment(String text, int start) {
    if (text.charAt(start + 1) == '/') {
      return endOfLine(text, start);
    }
    int end = text.indexOf("*/", start + 2);
    return end < 0 ? text.length() : end + 2;
  }

  static int endOfLine(String text, int start) {
    int end = start;
    while (end < text.length() && !isLineEnd(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Returns where the next token begins. */
  static int skip(String text, int start) {
    int at = start;
    while (at < text.length()) {
      if (isSpace(text.charAt(at))) {
        at++;
      } else if (isComment(text, at)) {
        at = endOfComment(text, at);
      } else {
        break;
      }
    }
    return at;
  }

  /** Returns where a text in quotes ends; one that is not closed ends with its line. */
  static int endOfLiteral(String text, int start) {
    char quote = text.charAt(start);
    int at = start + 1;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == quote) {
        return at + 1;
      }
      if (isLineEnd(c) && quote != '`') {
        return at;
      }
      at += c == '\\' ? lengthOfEscape(text, at) : 1;
    }
    return text.length();
  }

  private static int lengthOfEscape(String text, int at) {
    return text.startsWith("\r\n", at + 1) ? 3 : 2;
  }

  /** Returns where a regular expression ends, without its flags; 0 where it is none. */
  static int endOfRegex(String text, int start) {
    boolean inClass = false;
    int at = start + 1;
    int most = Math.min(text.length(), start + LONGEST_REGEX);
    while (at < most && !isLineEnd(text.charAt(at))) {
      char c = text.charAt(at);
      if (c == '/' && !inClass) {
        return at + 1;
      }
      inClass = c == '[' || (inClass && c != ']');
      at += c == '\\' ? 2 : 1;
    }
    return 0;
  }

  /** Reads a text in quotes; empty where it is not closed, or a template with values. */
  static Optional<MappedText> literal(String text, int start) {
    int end = endOfLiteral(text, start);
    char quote = text.charAt(start);
    if (end < start + 2 || end > text.length() || text.charAt(end - 1) != quote) {
      return Optional.empty();
    }
    MappedText.Builder literal = new MappedText.Builder();
    int at = start + 1;
    while (at < end - 1) {
      if (quote == '`' && text.startsWith("${", at)) {
        return Optional.empty();
      }
      at = text.charAt(at) == '\\' ? escape(text, at, literal) : plain(text, at, literal);
    }
    return Optional.of(literal.endingAt(end - 1));
  }

  private static int plain(String text, int at, MappedText.Builder literal) {
    int codePoint = text.codePointAt(at);
    literal.add(codePoint, at);
    return at + Character.charCount(codePoint);
  }

  private static int escape(String text, int start, MappedText.Builder literal) {
    char kind = text.charAt(start + 1);
    if (isLineEnd(kind)) {
      return start + lengthOfEscape(text, start);
    }
    if (kind == 'u' || kind == 'x') {
      return hexEscape(text, start, literal);
    }
    literal.add("bfnrtv0".indexOf(kind) >= 0 ? ' ' : kind, start);
    return start + 2;
  }

  /** Reads digits; what is none stays as it is, and no file has such a name. */
  private static int hexEscape(String text, int start, MappedText.Builder literal) {
    boolean isBraced = text.startsWith("u{", start + 1);
    int from = start + (isBraced ? 3 : 2);
    int digits = text.charAt(start + 1) == 'u' ? UNICODE_DIGITS : BYTE_DIGITS;
    int to = isBraced ? text.indexOf('}', from) : from + digits;
    int codePoint = codePoint(text, from, to);
    if (!Character.isValidCodePoint(codePoint)) {
      literal.add('\\', start);
      return start + 1;
    }
    literal.add(codePoint, start);
    return isBraced ? to + 1 : to;
  }

  private static int codePoint(String text, int from, int to) {
    if (to <= from || to > text.length() || to - from > MOST_DIGITS) {
      return -1;
    }
    for (int i = from; i < to; i++) {
      if (!HexFormat.isHexDigit(text.charAt(i))) {
        return -1;
      }
    }
    return HexFormat.fromHexDigits(text, from, to);
  }
}
