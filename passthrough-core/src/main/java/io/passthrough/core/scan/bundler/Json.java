package io.passthrough.core.scan.bundler;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the formats ask of JSON trees. */
final class Json {

  private static final List<String> STRONGEST_FIRST = List.of("sha512-", "sha384-", "sha256-");

  private Json() {}

  /** The fields that are no comments: those begin with {@code !} or {@code _comment}. */
  static List<Map.Entry<String, JsonNode>> fields(JsonNode object) {
    List<Map.Entry<String, JsonNode>> fields = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!field.getKey().startsWith("!") && !field.getKey().startsWith("_comment")) {
        fields.add(field);
      }
    }
    return fields;
  }

  static Optional<String> text(JsonNode object, String field) {
    return Optional.ofNullable(object.path(field).textValue());
  }

  /** Whether it is an object with fields, and every one of them passes. */
  static boolean isMapOf(JsonNode node, Predicate<JsonNode> value) {
    return node.isObject()
        && !fields(node).isEmpty()
        && fields(node).stream().allMatch(field -> value.test(field.getValue()));
  }

  /** An {@code integrity} with its strongest hash alone. */
  static Optional<String> strongest(Optional<String> integrity) {
    return integrity.flatMap(
        text ->
            Stream.of(text.trim().split("\\s+", -1))
                .filter(hash -> rank(hash) < STRONGEST_FIRST.size())
                .min(Comparator.comparingInt(Json::rank)));
  }

  private static int rank(String hash) {
    int rank = 0;
    while (rank < STRONGEST_FIRST.size() && !hash.startsWith(STRONGEST_FIRST.get(rank))) {
      rank++;
    }
    return rank;
  }
}
