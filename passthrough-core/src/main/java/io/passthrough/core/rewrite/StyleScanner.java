package io.passthrough.core.rewrite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A tokenizer of style sheets (CSS Syntax Level 3, section 4) that keeps what refers to files:
 * {@code url()}, {@code @import}, the texts in {@code image-set()} and {@code src()}, and the
 * source map. Whatever else stands in comments or texts is none of these.
 */
final class StyleScanner {

  /** Functions whose texts are URLs. */
  private static final Set<String> OF_URLS = Set.of("image-set", "-webkit-image-set", "src");

  private static final int MOST_HEX_DIGITS = 6;
  private static final char REPLACEMENT = '\uFFFD';

  private final String text;
  private final List<Reference> found = new ArrayList<>();

  /** The functions that are open: whether their texts are URLs. */
  private final Deque<Boolean> functions = new ArrayDeque<>();

  private boolean afterImport;
  private int at;

  private StyleScanner(String text) {
    this.text = text;
  }

  static List<Reference> scan(String text) {
    StyleScanner scanner = new StyleScanner(text);
    scanner.at = text.startsWith("\uFEFF") ? 1 : 0;
    while (scanner.at < text.length()) {
      scanner.token();
    }
    return scanner.found;
  }

  private void token() {
    char c = text.charAt(at);
    if (text.startsWith("/*", at)) {
      comment();
    } else if (c == '"' || c == '\'') {
      textToken();
    } else if (c == '@') {
      at++;
      afterImport = name().equalsIgnoreCase("import");
    } else if (isName(at)) {
      word();
    } else {
      mark(c);
    }
  }

  private void comment() {
    int end = text.indexOf("*/", at + 2);
    int stop = end < 0 ? text.length() : end;
    SourceMapComment.find(text, at + 2, stop).ifPresent(found::add);
    at = end < 0 ? stop : end + 2;
  }

  private void textToken() {
    boolean isUrl = afterImport || (!functions.isEmpty() && functions.element());
    afterImport = false;
    quoted(isUrl);
  }

  private void mark(char c) {
    at++;
    if (!isSpace(c)) {
      afterImport = false;
    }
    switch (c) {
      case '(' -> functions.push(false);
      case ')' -> functions.poll();
      case '{', '}' -> functions.clear();
      case '#' -> name();
      default -> {}
    }
  }

  /** A name, and what follows it where it is a function's. */
  private void word() {
    afterImport = false;
    String name = name().toLowerCase(Locale.ROOT);
    if (at < text.length() && text.charAt(at) == '(') {
      at++;
      if (name.equals("url")) {
        url();
      } else {
        functions.push(OF_URLS.contains(name));
      }
    }
  }

  private String name() {
    StringBuilder name = new StringBuilder();
    while (isName(at)) {
      name.appendCodePoint(character());
    }
    return name.toString();
  }

  private boolean isName(int place) {
    if (place >= text.length()) {
      return false;
    }
    char c = text.charAt(place);
    return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c >= 0x80 || isEscape(place);
  }

  private boolean isEscape(int place) {
    return text.charAt(place) == '\\' && place + 1 < text.length() && !isLineEnd(place + 1);
  }

  private boolean isLineEnd(int place) {
    char c = text.charAt(place);
    return c == '\n' || c == '\r' || c == '\f';
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
  }

  private void spaces() {
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
  }

  private void url() {
    spaces();
    if (at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'')) {
      functions.push(false);
      quoted(true);
    } else {
      unquoted();
    }
  }

  private void quoted(boolean isUrl) {
    char quote = text.charAt(at++);
    MappedText.Builder content = new MappedText.Builder();
    while (at < text.length() && text.charAt(at) != quote) {
      if (isLineEnd(at)) {
        return;
      }
      int start = at;
      if (isContinued()) {
        at += text.startsWith("\r\n", at + 1) ? 3 : 2;
      } else {
        content.add(character(), start);
      }
    }
    if (isUrl) {
      Reference.ofUrl(content.endingAt(at)).ifPresent(found::add);
    }
    at++;
  }

  /** Returns whether a backslash hides the end of the line. */
  private boolean isContinued() {
    return text.charAt(at) == '\\' && at + 1 < text.length() && isLineEnd(at + 1);
  }

  private void unquoted() {
    MappedText.Builder content = new MappedText.Builder();
    while (at < text.length() && text.charAt(at) != ')' && !isSpace(text.charAt(at))) {
      if (isBadInUrl(at)) {
        skipUrl();
        return;
      }
      int start = at;
      content.add(character(), start);
    }
    MappedText url = content.endingAt(at);
    spaces();
    if (at < text.length() && text.charAt(at) != ')') {
      skipUrl();
      return;
    }
    Reference.ofUrl(url).ifPresent(found::add);
    at++;
  }

  private boolean isBadInUrl(int place) {
    char c = text.charAt(place);
    return c == '"'
        || c == '\''
        || c == '('
        || c < ' '
        || c == 0x7f
        || (c == '\\' && !isEscape(place));
  }

  private void skipUrl() {
    while (at < text.length() && text.charAt(at) != ')') {
      at += isEscape(at) ? 2 : 1;
    }
    at++;
  }

  /** Reads one character, escaped or not. */
  private int character() {
    if (!isEscape(at)) {
      int plain = text.codePointAt(at);
      at += Character.charCount(plain);
      return plain;
    }
    at++;
    int digits = at;
    while (at < text.length()
        && at < digits + MOST_HEX_DIGITS
        && HexFormat.isHexDigit(text.charAt(at))) {
      at++;
    }
    if (at == digits) {
      int escaped = text.codePointAt(at);
      at += Character.charCount(escaped);
      return escaped;
    }
    int codePoint = HexFormat.fromHexDigits(text, digits, at);
    if (at < text.length() && isSpace(text.charAt(at))) {
      at += text.startsWith("\r\n", at) ? 2 : 1;
    }
    return isLegal(codePoint) ? codePoint : REPLACEMENT;
  }

  private static boolean isLegal(int codePoint) {
    return codePoint != 0
        && codePoint <= Character.MAX_CODE_POINT
        && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
  }
}
