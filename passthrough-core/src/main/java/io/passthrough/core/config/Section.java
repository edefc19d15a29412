package io.passthrough.core.config;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.registry.NearestName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * A mapping in the file, keys in snake_case whether written in it or in camelCase.
 *
 * @param source where it comes from
 * @param name its keys from the top, joined by dots; empty for the top
 * @param line where it begins, counted from 1
 * @param values its values by key, in the order of the file
 */
record Section(ConfigFile source, String name, int line, Map<String, Value> values) {

  private static final Pattern CAMEL_CASE = Pattern.compile("[a-z][a-z0-9]*([A-Z][a-z0-9]*)+");

  static Section empty(ConfigFile source, String name) {
    return new Section(source, name, 1, Map.of());
  }

  static Section of(ConfigFile source, String name, int line, MappingNode mapping) {
    Map<String, Value> values = new LinkedHashMap<>();
    Section section = new Section(source, name, line, values);
    for (NodeTuple tuple : mapping.getValue()) {
      int keyLine = Value.line(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
        throw source.fault(keyLine, "a key must be a text", "write the key as a word");
      }
      String key = snakeCase(scalar.getValue());
      Value.Key written = new Value.Key(scalar.getValue(), keyLine);
      Value value = new Value(source, section.full(key), written, tuple.getValueNode());
      if (values.put(key, value) != null) {
        throw source.fault(
            keyLine, "'" + section.full(key) + "' is there twice", "remove one of the two");
      }
    }
    return section;
  }

  /** {@code fillMax} is {@code fill_max}; {@code Root} is not {@code root}. */
  private static String snakeCase(String key) {
    return CAMEL_CASE.matcher(key).matches()
        ? key.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT)
        : key;
  }

  private String full(String key) {
    return name.isEmpty() ? key : name + "." + key;
  }

  /** Refuses keys that are none of these, naming the nearest. */
  Section allow(Collection<String> known) {
    return allow(known, "");
  }

  /** Refuses keys that are none of these, with more to say where none is near. */
  Section allow(Collection<String> known, String more) {
    values.forEach(
        (key, value) -> {
          if (!known.contains(key)) {
            throw unknown(value, known, more);
          }
        });
    return this;
  }

  PassthroughException unknown(Value value, Collection<String> known, String more) {
    String key = value.key().written();
    boolean near = NearestName.of(key, known).isPresent();
    return source.fault(
        value.key().line(),
        "unknown key '" + key + "' " + (name.isEmpty() ? "at the top" : "under '" + name + "'"),
        NearestName.advice(key, known) + (near ? "" : more));
  }

  /** The value of a key, empty when it was left out or has none. */
  Optional<Value> value(String key) {
    return Optional.ofNullable(values.get(key)).filter(value -> !value.isNull());
  }

  /** The mapping under a key, empty when it was left out. */
  Section section(String key) {
    Value value = values.get(key);
    return value == null ? empty(source, full(key)) : value.section();
  }
}
