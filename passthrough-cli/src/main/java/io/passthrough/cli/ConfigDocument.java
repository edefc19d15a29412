package io.passthrough.cli;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** The effective configuration; as text it is YAML that loads again. */
record ConfigDocument(Map<String, Object> tree) implements Document {

  @Override
  public Object json() {
    return tree;
  }

  @Override
  public String text() {
    return lines(tree, "");
  }

  private static String lines(Map<?, ?> map, String indent) {
    return map.entrySet().stream()
        .map(each -> indent + each.getKey() + ":" + value(each.getValue(), indent))
        .collect(Collectors.joining("\n"));
  }

  private static String value(Object value, String indent) {
    if (value instanceof Map<?, ?> map) {
      return map.isEmpty() ? " {}" : "\n" + lines(map, indent + "  ");
    }
    if (value instanceof Collection<?> list) {
      return list.stream().map(ConfigDocument::scalar).collect(Collectors.joining(", ", " [", "]"));
    }
    return " " + scalar(value);
  }

  private static String scalar(Object value) {
    boolean plain =
        value instanceof Number
            || value instanceof Boolean
            || String.valueOf(value).matches("[A-Za-z/.][A-Za-z0-9/._-]*");
    return plain ? String.valueOf(value) : "'" + String.valueOf(value).replace("'", "''") + "'";
  }
}
