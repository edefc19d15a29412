package io.passthrough.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rows of a corpus: fields between tabs, bytes beyond printable ASCII escaped. */
final class Corpus {

  private static final Pattern ESCAPE = Pattern.compile("\\\\(x[0-9a-f]{2}|[trn\\\\])");

  private Corpus() {}

  /** Returns the rows without comments and the heading, each with so many fields. */
  static Stream<List<String>> rows(String name, int width) {
    return text(name)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .skip(1)
        .map(line -> List.of((line + "\t".repeat(width)).split("\t", -1)).subList(0, width));
  }

  private static String text(String name) {
    try (InputStream in = Corpus.class.getResourceAsStream("/corpus/" + name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a field's bytes, one for each character. */
  static String unescape(String field) {
    return ESCAPE.matcher(field).replaceAll(Corpus::unescape);
  }

  private static String unescape(MatchResult match) {
    String escape = match.group(1);
    char value =
        switch (escape.charAt(0)) {
          case 't' -> '\t';
          case 'r' -> '\r';
          case 'n' -> '\n';
          case '\\' -> '\\';
          default -> (char) Integer.parseInt(escape.substring(1), 16);
        };
    return Matcher.quoteReplacement(String.valueOf(value));
  }
}
