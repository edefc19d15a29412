package io.passthrough.core.config;

import java.util.Set;
import java.util.function.Consumer;

/**
 * Keys of features that this version does not have: checked, and named in one notice. A feature
 * that is built takes its method out of here.
 */
final class LaterKeys {

  private final Notices notices;

  LaterKeys(Notices notices) {
    this.notices = notices;
  }

  void gateway(Section gateway) {
    take(gateway, "deny", Value::globs);
    take(gateway, "headers", value -> value.list().forEach(rule -> rule(rule.section())));
  }

  void cache(Section cache) {
    take(cache, "disk", value -> disk(value.section()));
  }

  /** Stores beside the one: other ones for records, or several that are asked in order. */
  void assets(Section assets, StoreReader stores) {
    if (assets.value("records").filter(value -> value.isWord("none")).isEmpty()) {
      take(assets, "records", value -> recordsStore(value, stores));
    }
    take(assets, "chain", value -> value.list().forEach(each -> oneStore(each, stores)));
  }

  private void take(Section section, String key, Consumer<Value> check) {
    section
        .value(key)
        .ifPresent(
            value -> {
              check.accept(value);
              notices.unused(value.name());
            });
  }

  private static void recordsStore(Value value, StoreReader stores) {
    if (value.isScalar()) {
      throw value.expected("none, or a provider with its options, such as s3: {bucket: web}");
    }
    oneStore(value, stores);
  }

  private static void oneStore(Value value, StoreReader stores) {
    Section section = value.section().allow(stores.names(), stores.missing());
    if (stores.read(section).isEmpty()) {
      throw value.expected("a provider with its options, such as s3: {bucket: web}");
    }
  }

  private static void disk(Section disk) {
    disk.allow(Set.of("path", "size"));
    disk.value("path").ifPresent(Value::path);
    disk.value("size").ifPresent(Value::size);
  }

  private static void rule(Section rule) {
    rule.allow(Set.of("match", "set"));
    rule.value("match").ifPresent(Value::glob);
    rule.section("set").values().values().forEach(Value::text);
  }
}
