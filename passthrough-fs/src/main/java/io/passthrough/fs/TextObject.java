package io.passthrough.fs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** Reads and writes the one shape of JSON that is needed here: an object whose values are texts. */
final class TextObject {

  private final String json;
  private int position;

  private TextObject(String json) {
    this.json = json;
  }

  /** Writes texts that have no control characters. */
  static String write(Map<String, String> pairs) {
    StringJoiner object = new StringJoiner(",", "{", "}");
    pairs.forEach((name, value) -> object.add(quote(name) + ":" + quote(value)));
    return object.toString();
  }

  private static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** Reads what {@link #write} wrote; empty for anything else. */
  static Optional<Map<String, String>> read(String json) {
    try {
      return Optional.of(new TextObject(json).object());
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private Map<String, String> object() {
    Map<String, String> pairs = new LinkedHashMap<>();
    expect('{');
    do {
      String name = text();
      expect(':');
      pairs.put(name, text());
    } while (json.charAt(position++) == ',');
    position--;
    expect('}');
    if (position != json.length()) {
      throw new IllegalArgumentException("More after the end");
    }
    return pairs;
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    expect('"');
    while (json.charAt(position) != '"') {
      if (json.charAt(position) == '\\') {
        position++;
      }
      text.append(json.charAt(position++));
    }
    position++;
    return text.toString();
  }

  private void expect(char c) {
    if (json.charAt(position++) != c) {
      throw new IllegalArgumentException("No '" + c + "'");
    }
  }
}
