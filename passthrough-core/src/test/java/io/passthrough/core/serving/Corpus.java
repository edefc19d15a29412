package io.passthrough.core.serving;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Requests with their expected answers, one a line, from the resources. */
final class Corpus {

  private static final Pattern BYTE = Pattern.compile("\\\\x([0-9a-f]{2})");
  private static final Pattern RUN = Pattern.compile("\\{([0-9]+)\\*([^}]+)}");

  private Corpus() {}

  /**
   * Reads a file of rows.
   *
   * @param name the resource's name
   * @param columns how many columns a row has
   */
  static Stream<List<String>> rows(String name, int columns) {
    return read(name)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> Arrays.asList(Arrays.copyOf(line.split("\t", -1), columns)));
  }

  private static String read(String name) {
    try (InputStream in = Objects.requireNonNull(Corpus.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes out escaped bytes and runs. */
  static String text(String escaped) {
    String bytes =
        BYTE.matcher(escaped)
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    return RUN.matcher(bytes)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(found.group(2).repeat(Integer.parseInt(found.group(1)))));
  }

  /** Reads field lines, separated by an escaped line end. */
  static List<Field> fields(String lines) {
    return Stream.of(lines.split(Pattern.quote("\\r\\n")))
        .filter(line -> !line.isEmpty())
        .map(line -> line.split(":", 2))
        .map(parts -> new Field(parts[0], text(parts[1].strip())))
        .toList();
  }

  /** Reads status codes, separated by a bar. */
  static List<Integer> statuses(String column) {
    return Stream.of(column.split("\\|")).map(Integer::valueOf).toList();
  }
}
