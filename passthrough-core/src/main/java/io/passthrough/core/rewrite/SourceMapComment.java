package io.passthrough.core.rewrite;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The comment that names a source map (ECMA-426, section 11.1.2). */
final class SourceMapComment {

  private static final Pattern COMMENT =
      Pattern.compile("[#@]\\s*sourceMappingURL=([^\\s'\"]+)\\s*");

  private SourceMapComment() {}

  /** Finds the URL in a comment that goes from one character of the source to another. */
  static Optional<Reference> find(String source, int start, int end) {
    Matcher comment = COMMENT.matcher(source).region(start, end);
    return comment.matches()
        ? Reference.ofUrl(MappedText.plain(source, comment.start(1), comment.end(1)))
        : Optional.empty();
  }
}
