package io.passthrough.core.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Keys of features that this version does not have: checked, and named in one notice. */
final class LaterKeys {

  private static final Set<String> DURATIONS =
      Set.of("max_age", "staging", "abandon_after", "lease", "plan", "settle");
  private static final Set<String> COUNTS = Set.of("releases", "max_releases", "versions");

  private final List<String> seen = new ArrayList<>();

  /** The names of the keys that were there. */
  List<String> seen() {
    return List.copyOf(seen);
  }

  Map<String, Object> retention(Section section) {
    Map<String, Object> tree = new LinkedHashMap<>();
    List<String> known = new ArrayList<>(DURATIONS);
    known.addAll(COUNTS);
    section.allow(known);
    section.values().forEach((key, value) -> tree.put(key, retention(key, value)));
    if (!tree.isEmpty()) {
      seen.add(section.name());
    }
    return tree;
  }

  private static Object retention(String key, Value value) {
    if (COUNTS.contains(key)) {
      return value.integer(0, 1_000_000);
    }
    value.duration();
    return value.text();
  }

  void verify(Section publish) {
    take(publish, "verify", value -> value.list().forEach(LaterKeys::httpUrl));
  }

  void gateway(Section gateway) {
    take(gateway, "admin", value -> listener(value.section()));
    take(gateway, "deny", Value::globs);
    take(gateway, "headers", value -> value.list().forEach(rule -> rule(rule.section())));
    take(gateway, "cors", value -> cors(value.section()));
  }

  void assets(Section assets, Consumer<Section> provider) {
    take(assets, "records", value -> provider.accept(value.section()));
    take(assets, "chain", value -> value.list().forEach(each -> provider.accept(each.section())));
    Section cache = assets.section("cache").allow(Set.of("memory", "disk"));
    take(cache, "disk", value -> disk(value.section()));
  }

  private void take(Section section, String key, Consumer<Value> check) {
    section
        .value(key)
        .ifPresent(
            value -> {
              check.accept(value);
              seen.add(value.name());
            });
  }

  private static void disk(Section disk) {
    disk.allow(Set.of("path", "size"));
    disk.value("path").ifPresent(Value::path);
    disk.value("size").ifPresent(Value::size);
  }

  private static void listener(Section listener) {
    listener.allow(Set.of("address", "port"));
    listener.value("address").ifPresent(Value::text);
    listener.value("port").ifPresent(value -> value.integer(0, 65_535));
  }

  private static void rule(Section rule) {
    rule.allow(Set.of("match", "set"));
    rule.value("match").ifPresent(Value::text);
    rule.section("set").values().values().forEach(Value::text);
  }

  private static void cors(Section cors) {
    cors.allow(Set.of("origins", "headers", "max_age", "credentials"));
    cors.value("origins").ifPresent(Value::texts);
    cors.value("headers").ifPresent(Value::texts);
    cors.value("max_age").ifPresent(Value::duration);
    cors.value("credentials").ifPresent(Value::bool);
  }

  private static void httpUrl(Value value) {
    if (!value.text().matches("https?://[^/\\s]+(/\\S*)?")) {
      throw value.expected("an http or https URL");
    }
  }
}
