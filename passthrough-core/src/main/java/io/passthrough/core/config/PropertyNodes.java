package io.passthrough.core.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Makes of properties the YAML nodes that a file with the same keys and values has. */
final class PropertyNodes {

  private PropertyNodes() {}

  static Section section(ConfigFile source, Map<String, ?> properties) {
    return Section.of(source, "", 1, mapping(properties));
  }

  private static MappingNode mapping(Map<?, ?> properties) {
    List<NodeTuple> tuples = new ArrayList<>();
    properties.forEach(
        (key, value) ->
            tuples.add(
                new NodeTuple(scalar(Tag.STR, key.toString().replace('-', '_')), node(value))));
    return new MappingNode(Tag.MAP, tuples, FlowStyle.BLOCK);
  }

  private static Node node(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return isList(map) ? sequence(map.values()) : mapping(map);
    }
    if (value instanceof Collection<?> list) {
      return sequence(list);
    }
    String text = Objects.toString(value, "");
    return scalar(text.isEmpty() ? Tag.NULL : Tag.STR, text);
  }

  /** A list in properties may come as a map whose keys are its places. */
  private static boolean isList(Map<?, ?> map) {
    int place = 0;
    for (Object key : map.keySet()) {
      if (!key.toString().equals(Integer.toString(place++))) {
        return false;
      }
    }
    return place > 0;
  }

  private static Node sequence(Collection<?> values) {
    return new SequenceNode(
        Tag.SEQ, values.stream().map(PropertyNodes::node).toList(), FlowStyle.BLOCK);
  }

  private static Node scalar(Tag tag, String text) {
    return new ScalarNode(tag, text, ScalarStyle.PLAIN);
  }
}
