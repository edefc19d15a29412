package io.passthrough.core.rewrite;

import java.util.Optional;

/** Looks ahead from a keyword for the literal that names a file. */
final class ModuleReferences {

  private final String text;

  ModuleReferences(String text) {
    this.text = text;
  }

  /** Finds the reference that a word begins, which ends at a place and is no property. */
  Optional<Reference> after(String word, int end) {
    return switch (word) {
      case "import" -> imported(ScriptText.skip(text, end));
      case "export" -> isAnyOf("{*", ScriptText.skip(text, end)) ? from(end) : Optional.empty();
      case "new" -> besideModule(ScriptText.skip(text, end));
      default -> Optional.empty();
    };
  }

  private Optional<Reference> imported(int at) {
    if (isQuote(at)) {
      return specifier(at);
    }
    if (isAnyOf("(", at)) {
      return argument(ScriptText.skip(text, at + 1));
    }
    return isAnyOf("{*", at) || isWord(at) ? from(at) : Optional.empty();
  }

  /** The first argument of a call, when it is one literal. */
  private Optional<Reference> argument(int at) {
    if (!isQuote(at) && !isAnyOf("`", at)) {
      return Optional.empty();
    }
    int end = ScriptText.skip(text, ScriptText.endOfLiteral(text, at));
    return isAnyOf("),", end) ? specifier(at) : Optional.empty();
  }

  /** What follows {@code from}, behind names in braces or without. */
  private Optional<Reference> from(int start) {
    int at = ScriptText.skip(text, start);
    boolean afterFrom = false;
    while (at < text.length()) {
      if (isQuote(at) && afterFrom) {
        return specifier(at);
      }
      int end = endOfClausePart(at);
      if (end == at) {
        return Optional.empty();
      }
      afterFrom = text.substring(at, end).equals("from");
      at = ScriptText.skip(text, end);
    }
    return Optional.empty();
  }

  private int endOfClausePart(int at) {
    if (isQuote(at)) {
      return ScriptText.endOfLiteral(text, at);
    }
    if (isWord(at)) {
      return ScriptText.endOfWord(text, at);
    }
    return isAnyOf("{},*", at) ? at + 1 : at;
  }

  /** {@code new URL("…", import.meta.url)}, where the URL may be any relative one. */
  private Optional<Reference> besideModule(int at) {
    int argument = pass("(", pass("URL", at));
    if (argument < 0 || !(isQuote(argument) || isAnyOf("`", argument))) {
      return Optional.empty();
    }
    int end = ScriptText.skip(text, ScriptText.endOfLiteral(text, argument));
    for (String part : new String[] {",", "import", ".", "meta", ".", "url", ")"}) {
      end = pass(part, end);
    }
    return end < 0
        ? Optional.empty()
        : ScriptText.literal(text, argument).flatMap(Reference::ofUrl);
  }

  /** Returns where the token after this one begins, or -1 where this one is another. */
  private int pass(String token, int at) {
    if (at < 0 || !text.startsWith(token, at)) {
      return -1;
    }
    int end = at + token.length();
    boolean goesOn = ScriptText.isWord(token.charAt(0)) && isWord(end);
    return goesOn ? -1 : ScriptText.skip(text, end);
  }

  private Optional<Reference> specifier(int at) {
    return ScriptText.literal(text, at).flatMap(Reference::ofSpecifier);
  }

  private boolean isQuote(int at) {
    return isAnyOf("\"'", at);
  }

  private boolean isWord(int at) {
    return at < text.length() && ScriptText.isWord(text.charAt(at));
  }

  private boolean isAnyOf(String characters, int at) {
    return at < text.length() && characters.indexOf(text.charAt(at)) >= 0;
  }
}
