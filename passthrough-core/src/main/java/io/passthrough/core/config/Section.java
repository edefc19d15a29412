package io.passthrough.core.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * A mapping in the file, keys in snake_case whatever they were written in.
 *
 * @param source where it comes from
 * @param name its keys from the top, joined by dots; empty for the top
 * @param values its values by key, in the order of the file
 */
record Section(Source source, String name, Map<String, Value> values) {

  static Section empty(Source source, String name) {
    return new Section(source, name, Map.of());
  }

  static Section of(Source source, String name, MappingNode mapping) {
    Map<String, Value> values = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      int line = Value.line(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
        throw source.fault(line, "a key must be a text", "write the key as a word");
      }
      String key = snake(scalar.getValue());
      String full = name.isEmpty() ? key : name + "." + key;
      if (values.put(key, new Value(source, full, tuple.getValueNode())) != null) {
        throw source.fault(line, "'" + full + "' is there twice", "remove one of the two");
      }
    }
    return new Section(source, name, values);
  }

  /** {@code routableStaticPath} is {@code routable_static_path}. */
  private static String snake(String key) {
    return key.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  /** Refuses keys that are none of these, naming the nearest. */
  Section allow(Collection<String> known) {
    for (Map.Entry<String, Value> each : values.entrySet()) {
      if (!known.contains(each.getKey())) {
        throw unknown(each.getKey(), each.getValue(), known);
      }
    }
    return this;
  }

  private RuntimeException unknown(String key, Value value, Collection<String> known) {
    String place = name.isEmpty() ? "at the top" : "under '" + name + "'";
    Optional<String> nearest = NearestName.of(key, known);
    return source.fault(
        value.line(),
        "unknown key '" + key + "' " + place,
        nearest
            .map(near -> "did you mean '" + near + "'?")
            .orElseGet(() -> "known keys are " + String.join(", ", sorted(known))));
  }

  private static List<String> sorted(Collection<String> known) {
    List<String> sorted = new ArrayList<>(known);
    sorted.sort(null);
    return sorted;
  }

  Optional<Value> value(String key) {
    return Optional.ofNullable(values.get(key)).filter(value -> !value.isNull());
  }

  /** The mapping under a key, empty when it was left out. */
  Section section(String key) {
    Value value = values.get(key);
    String full = name.isEmpty() ? key : name + "." + key;
    return value == null ? empty(source, full) : value.section();
  }
}
