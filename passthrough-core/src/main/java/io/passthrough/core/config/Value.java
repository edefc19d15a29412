package io.passthrough.core.config;

import io.passthrough.api.AssetKey;
import io.passthrough.api.StoreConfig;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.registry.Secrets;
import io.passthrough.core.scan.Glob;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * @param name its keys from the top, joined by dots; empty for the whole file
 * @param key its own key
 * @param node the YAML node
 */
record Value(ConfigFile source, String name, Key key, Node node) {

  private static final int MOST_SHOWN = 80;

  /**
   * A key as it is written in the file.
   *
   * @param written its text
   * @param line its line, counted from 1
   */
  record Key(String written, int line) {}

  static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  /** The line of a scalar, or that of the key of a collection, which begins below it. */
  int line() {
    return node instanceof ScalarNode ? line(node) : key.line();
  }

  PassthroughException expected(String what) {
    String subject = name.isEmpty() ? "the file" : "'" + name + "'";
    return source.fault(
        line(), subject + " must be " + what + instead(), "correct the value of " + subject);
  }

  private String instead() {
    if (!(node instanceof ScalarNode scalar)) {
      return node instanceof MappingNode ? ", not a mapping" : ", not a list";
    }
    if (isNull()) {
      return ", and is left empty";
    }
    String written = scalar.getValue();
    String text = source.expand(line(), written);
    String from = text.equals(written) ? "" : " (from '" + shown(written) + "')";
    return isSecret() ? "" : ", not '" + shown(text) + "'" + from;
  }

  private boolean isSecret() {
    return Secrets.isSecret(name.substring(name.lastIndexOf('.') + 1));
  }

  private static String shown(String text) {
    String masked = Secrets.masked(text);
    return masked.length() <= MOST_SHOWN ? masked : masked.substring(0, MOST_SHOWN) + "…";
  }

  boolean isNull() {
    return node.getTag().equals(Tag.NULL)
        && node instanceof ScalarNode scalar
        && scalar.getScalarStyle() == ScalarStyle.PLAIN;
  }

  /** Returns whether it is a text, a number or the like. */
  boolean isScalar() {
    return node instanceof ScalarNode && !isNull();
  }

  /** Returns whether it is a certain text, whatever else it may be. */
  boolean isWord(String word) {
    return isScalar() && text().equals(word);
  }

  Section section() {
    if (isNull()) {
      return Section.empty(source, name);
    }
    if (node instanceof MappingNode mapping) {
      return Section.of(source, name, line(), mapping);
    }
    throw expected("a mapping of keys to values");
  }

  String text() {
    if (node instanceof ScalarNode scalar && !isNull()) {
      return source.expand(line(), scalar.getValue());
    }
    throw expected("a text");
  }

  /** A text that is not empty. */
  String word() {
    String text = text();
    if (text.isBlank()) {
      throw expected("a text that is not empty");
    }
    return text;
  }

  boolean bool() {
    return switch (text()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw expected("true or false");
    };
  }

  int integer(int min, int max) {
    String text = text();
    if (text.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= min && number <= max) {
        return number;
      }
    }
    throw expected("a whole number from " + min + " to " + max);
  }

  Duration duration() {
    String text = text();
    return StoreConfig.parseDuration(text.equals("0") ? "0s" : text)
        .orElseThrow(() -> expected("a duration such as 10s (units: ms, s, m, h, d)"));
  }

  long size() {
    return ByteSize.parse(text())
        .orElseThrow(() -> expected("a size such as 64MiB (units: " + ByteSize.UNITS + ")"));
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
      String full = name + "[" + values.size() + "]";
      values.add(new Value(source, full, new Key(full, line(each)), each));
    }
    return values;
  }

  List<String> texts() {
    return list().stream().map(Value::word).toList();
  }

  List<Glob> globs() {
    return list().stream().map(Value::glob).toList();
  }

  Glob glob() {
    try {
      return Glob.of(word());
    } catch (IllegalArgumentException e) {
      throw expected("a glob such as *.map, with every bracket closed");
    }
  }

  /** A URL path, decoded, that begins and ends with a slash; the last one may be left out. */
  String urlPath() {
    String text = text();
    String path = text.endsWith("/") ? text : text + "/";
    if (!path.startsWith("/") || path.indexOf('?') >= 0 || path.indexOf('#') >= 0) {
      throw expected("a URL path that begins with /");
    }
    Optional<String> fault =
        path.equals("/") ? Optional.empty() : AssetKey.fault(path.substring(1, path.length() - 1));
    if (fault.isPresent()) {
      throw expected("a URL path (" + fault.get() + ")");
    }
    return path;
  }

  Path path() {
    try {
      return source.resolve(word());
    } catch (InvalidPathException e) {
      throw expected("a path (" + e.getReason() + ")");
    }
  }
}
