package io.passthrough.core.rewrite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * A tokenizer of scripts (ECMA-262, section 12) that keeps what refers to files: the specifiers of
 * {@code import} and {@code export}, those of {@code import()} and {@code new URL(…,
 * import.meta.url)} that are literal, and the source map. A slash is told from a regular expression
 * by what stands before it.
 */
final class ScriptScanner {

  /** Keywords after which a value begins. */
  private static final Set<String> BEFORE_VALUE =
      Set.of(
          "return",
          "typeof",
          "instanceof",
          "in",
          "of",
          "new",
          "delete",
          "void",
          "throw",
          "case",
          "do",
          "else",
          "yield",
          "await");

  private static final Set<String> BEFORE_BLOCK = Set.of("do", "else", "try", "finally");
  private static final Set<String> BEFORE_HEAD = Set.of("if", "while", "for", "with");

  /** What is open, and so whether a value begins after its end. */
  private enum Open {
    HEAD(true),
    BLOCK(true),
    VALUE(false),
    TEMPLATE(false);

    private final boolean valueFollows;

    Open(boolean valueFollows) {
      this.valueFollows = valueFollows;
    }
  }

  private final String text;
  private final ModuleReferences modules;
  private final List<Reference> found = new ArrayList<>();
  private final Deque<Open> open = new ArrayDeque<>();
  private int at;

  /** The token before: a word, one mark, or nothing but a value. */
  private String last = ";";

  private boolean mayBeginValue = true;

  private ScriptScanner(String text) {
    this.text = text;
    this.modules = new ModuleReferences(text);
  }

  static List<Reference> scan(String text) {
    ScriptScanner scanner = new ScriptScanner(text);
    scanner.at = text.startsWith("\uFEFF") ? 1 : 0;
    if (text.startsWith("#!", scanner.at)) {
      scanner.at = ScriptText.endOfLine(text, scanner.at);
    }
    while (scanner.at < text.length()) {
      scanner.token();
    }
    return scanner.found;
  }

  private void token() {
    char c = text.charAt(at);
    if (ScriptText.isSpace(c)) {
      at++;
    } else if (ScriptText.isComment(text, at)) {
      comment();
    } else if (c == '"' || c == '\'') {
      at = ScriptText.endOfLiteral(text, at);
      value();
    } else if (c == '`') {
      at++;
      template();
    } else if (ScriptText.isWord(c)) {
      word();
    } else if (c == '/' && mayBeginValue && ScriptText.endOfRegex(text, at) > 0) {
      at = ScriptText.endOfRegex(text, at);
      value();
    } else {
      mark(c);
    }
  }

  private void comment() {
    int end = ScriptText.endOfComment(text, at);
    boolean isClosed = text.charAt(at + 1) == '*' && text.startsWith("*/", end - 2);
    int stop = isClosed ? Math.max(at + 2, end - 2) : end;
    SourceMapComment.find(text, at + 2, stop).ifPresent(found::add);
    at = end;
  }

  private void value() {
    last = "";
    mayBeginValue = false;
  }

  private void template() {
    while (at < text.length() && text.charAt(at) != '`') {
      if (text.startsWith("${", at)) {
        at += 2;
        open.push(Open.TEMPLATE);
        last = "(";
        mayBeginValue = true;
        return;
      }
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
    value();
  }

  private void word() {
    int start = at;
    at = ScriptText.endOfWord(text, at);
    boolean isProperty = last.equals(".");
    last = isProperty ? "" : text.substring(start, at);
    mayBeginValue = BEFORE_VALUE.contains(last);
    if (!isProperty) {
      modules.after(last, at).ifPresent(found::add);
    }
  }

  private void mark(char c) {
    switch (c) {
      case '(' -> push(BEFORE_HEAD.contains(last) ? Open.HEAD : Open.VALUE, "(");
      case '[' -> push(Open.VALUE, "[");
      case '{' -> push(beginsBlock() ? Open.BLOCK : Open.VALUE, "{");
      case ')', ']', '}' -> close(c);
      case '.' -> dots();
      case '+', '-' -> sign(c);
      default -> operator(c);
    }
  }

  /** An object is a value, so it stands where one may begin, and no statement can. */
  private boolean beginsBlock() {
    return !mayBeginValue
        || BEFORE_BLOCK.contains(last)
        || last.equals(";")
        || last.equals("{")
        || last.equals("}")
        || last.equals("=>")
        || last.equals(")");
  }

  private void push(Open what, String mark) {
    open.push(what);
    at++;
    last = mark;
    mayBeginValue = true;
  }

  private void close(char c) {
    Open what = open.isEmpty() ? Open.BLOCK : open.pop();
    at++;
    if (c == '}' && what == Open.TEMPLATE) {
      template();
      return;
    }
    last = String.valueOf(c);
    mayBeginValue = what.valueFollows;
  }

  /** A dot before a name, or the three of a spread. */
  private void dots() {
    boolean isSpread = text.startsWith("...", at);
    at += isSpread ? 3 : 1;
    last = isSpread ? "," : ".";
    mayBeginValue = isSpread;
  }

  /** What is counted up or down stays a value, and one may follow where none was. */
  private void sign(char c) {
    boolean isDouble = at + 1 < text.length() && text.charAt(at + 1) == c;
    if (isDouble) {
      at += 2;
    } else {
      operator(c);
    }
  }

  private void operator(char c) {
    boolean isArrow = text.startsWith("=>", at);
    at += isArrow ? 2 : 1;
    last = isArrow ? "=>" : String.valueOf(c);
    mayBeginValue = true;
  }
}
