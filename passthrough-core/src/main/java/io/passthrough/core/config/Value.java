package io.passthrough.core.config;

import io.passthrough.api.StoreConfig;
import io.passthrough.core.PassthroughException;
import java.math.BigDecimal;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value in the file, not yet read.
 *
 * @param source where it comes from
 * @param name its keys from the top, joined by dots
 * @param node the YAML node
 */
record Value(Source source, String name, Node node) {

  private static final Pattern SIZE = Pattern.compile("([0-9]{1,15})\\s*([A-Za-z]*)");
  private static final Map<String, Long> UNITS =
      Map.of(
          "", 1L,
          "B", 1L,
          "KB", 1_000L,
          "MB", 1_000_000L,
          "GB", 1_000_000_000L,
          "KiB", 1L << 10,
          "MiB", 1L << 20,
          "GiB", 1L << 30);
  private static final List<Tag> TAGS =
      List.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.MAP, Tag.SEQ);

  Value {
    if (!TAGS.contains(node.getTag())) {
      throw source.fault(
          line(node),
          "'" + name + "' has the tag " + node.getTag() + ", and tags are not read",
          "remove the tag");
    }
  }

  static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  int line() {
    return line(node);
  }

  PassthroughException expected(String what) {
    return source.fault(
        line(), "'" + name + "' must be " + what + shown(), "correct the value of '" + name + "'");
  }

  private String shown() {
    return node instanceof ScalarNode scalar ? ", not '" + scalar.getValue() + "'" : "";
  }

  boolean isNull() {
    return node.getTag().equals(Tag.NULL)
        && node instanceof ScalarNode scalar
        && scalar.getScalarStyle() == ScalarStyle.PLAIN;
  }

  boolean isMapping() {
    return node instanceof MappingNode;
  }

  Section section() {
    if (isNull()) {
      return Section.empty(source, name);
    }
    if (node instanceof MappingNode mapping) {
      return Section.of(source, name, mapping);
    }
    throw expected("a mapping of keys to values");
  }

  String text() {
    if (node instanceof ScalarNode scalar && !isNull()) {
      return source.expand(line(), scalar.getValue());
    }
    throw expected("a text");
  }

  boolean bool() {
    return switch (text()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw expected("true or false");
    };
  }

  long integer(long min, long max) {
    try {
      long number = Long.parseLong(text());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw expected("a whole number from " + min + " to " + max);
    }
    throw expected("a whole number from " + min + " to " + max);
  }

  Duration duration() {
    String text = text();
    return StoreConfig.parseDuration(text.equals("0") ? "0s" : text)
        .orElseThrow(() -> expected("a duration such as 10s (units: ms, s, m, h, d)"));
  }

  long size() {
    Matcher matcher = SIZE.matcher(text());
    Long unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
    if (unit == null) {
      throw expected("a size such as 64MiB (units: B, KB, MB, GB, KiB, MiB, GiB)");
    }
    BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
    if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw expected("a size below 8 EiB");
    }
    return bytes.longValueExact();
  }

  List<Value> list() {
    if (isNull()) {
      return List.of();
    }
    if (!(node instanceof SequenceNode sequence)) {
      throw expected("a list");
    }
    List<Value> values = new ArrayList<>();
    for (Node each : sequence.getValue()) {
      values.add(new Value(source, name + "[" + values.size() + "]", each));
    }
    return values;
  }

  List<String> texts() {
    return list().stream().map(Value::text).toList();
  }

  List<String> globs() {
    return list().stream().map(Value::glob).toList();
  }

  private String glob() {
    try {
      FileSystems.getDefault().getPathMatcher("glob:" + text());
      return text();
    } catch (PatternSyntaxException e) {
      throw expected("a glob such as *.map (" + e.getDescription() + ")");
    }
  }

  /** A URL path that begins and ends with a slash; the last one may be left out. */
  String urlPath() {
    String text = text();
    if (!text.startsWith("/") || text.contains("//") || text.contains("?") || text.contains("#")) {
      throw expected("a URL path that begins with /");
    }
    return text.endsWith("/") ? text : text + "/";
  }

  /** A path; relative ones start from the file's folder. */
  Path path() {
    String text = text();
    if (text.isEmpty()) {
      throw expected("a path");
    }
    Path folder = source.file().toAbsolutePath().getParent();
    return (folder == null ? Path.of(text) : folder.resolve(text)).normalize();
  }
}
