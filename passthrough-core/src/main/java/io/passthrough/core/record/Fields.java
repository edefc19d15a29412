package io.passthrough.core.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A JSON object of a record, read field by field; every fault names its field. */
final class Fields {

  private final JsonNode node;
  private final String path;

  Fields(JsonNode node, String path) {
    if (!node.isObject()) {
      throw new CorruptRecordException(
          path.isEmpty() ? "it is no JSON object" : "'" + path + "' is no object");
    }
    this.node = node;
    this.path = path;
  }

  String text(String name) {
    return optionalText(name).orElseThrow(() -> fault(name, "is missing"));
  }

  Optional<String> optionalText(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw fault(name, "is no text");
    }
    return Optional.of(value.textValue());
  }

  <T> T parsed(String name, Function<String, T> parser) {
    return parse(name, text(name), parser);
  }

  <T> Optional<T> optional(String name, Function<String, T> parser) {
    return optionalText(name).map(text -> parse(name, text, parser));
  }

  private <T> T parse(String name, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new CorruptRecordException("'" + path(name) + "' is wrong: " + e.getMessage(), e);
    }
  }

  Instant instant(String name) {
    return parsed(name, Instant::parse);
  }

  long count(String name) {
    JsonNode value = node.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      throw fault(name, "is no count");
    }
    return value.longValue();
  }

  int smallCount(String name) {
    long count = count(name);
    if (count > Integer.MAX_VALUE) {
      throw fault(name, "is too big");
    }
    return (int) count;
  }

  NumberList numbers(String name) {
    IntStream.Builder numbers = IntStream.builder();
    for (JsonNode element : array(name)) {
      if (!element.canConvertToInt() || element.intValue() < 0) {
        throw fault(name, "holds what is no count");
      }
      numbers.add(element.intValue());
    }
    return new NumberList(numbers.build());
  }

  Optional<Fields> object(String name) {
    JsonNode value = node.path(name);
    return value.isMissingNode() || value.isNull()
        ? Optional.empty()
        : Optional.of(new Fields(value, path(name)));
  }

  List<Fields> objects(String name) {
    List<Fields> objects = new ArrayList<>();
    for (JsonNode element : array(name)) {
      objects.add(new Fields(element, path(name) + "[" + objects.size() + "]"));
    }
    return objects;
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : array(name)) {
      if (!element.isTextual()) {
        throw fault(name, "holds what is no text");
      }
      texts.add(element.textValue());
    }
    return texts;
  }

  <T> List<T> parsedTexts(String name, Function<String, T> parser) {
    return texts(name).stream().map(text -> parse(name, text, parser)).toList();
  }

  private JsonNode array(String name) {
    JsonNode value = node.path(name);
    if (!value.isArray()) {
      throw fault(name, "is no array");
    }
    return value;
  }

  private CorruptRecordException fault(String name, String what) {
    return new CorruptRecordException("'" + path(name) + "' " + what);
  }

  private String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
