package io.passthrough.core.config;

import io.passthrough.core.registry.NearestName;
import io.passthrough.core.registry.Providers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the sections of a file, from the top. */
final class ConfigReader {

  static final Set<String> TOP = Set.of("gateway", "retention", "publish");

  private static final Set<String> PUBLISH =
      Set.of("concurrency", "exclude", "fingerprint", "fingerprinted", "mutable", "verify");

  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);

  private final Providers providers;
  private final Notices notices = new Notices();
  private final LaterKeys later = new LaterKeys(notices);

  ConfigReader(Providers providers) {
    this.providers = providers;
  }

  PassthroughConfig read(Section top) {
    topKeys(top);
    Duration lease =
        top.section("retention")
            .value("lease")
            .map(ConfigReader::lease)
            .orElseGet(() -> RetentionConfig.DEFAULT.timing().lease());
    GatewayReader reader = new GatewayReader(new StoreReader(providers), later, notices, lease);
    GatewayConfig gateway = reader.read(top.section("gateway"));
    Optional<AdminConfig> admin =
        top.section("gateway").value("admin").map(value -> admin(value.section()));
    PublishConfig publish = publish(top.section("publish"));
    RetentionConfig retention =
        new RetentionReader(providers).read(top.section("retention"), gateway.assets().store());
    Map<String, Object> tree = new ConfigTree(providers).of(gateway, admin, publish, retention);
    return new PassthroughConfig(
        Optional.of(top.source()).filter(it -> it.origin().isEmpty()).map(ConfigFile::file),
        gateway,
        admin,
        publish,
        retention,
        notices.sentences(),
        tree);
  }

  private static Duration lease(Value value) {
    Duration lease = value.duration();
    if (lease.compareTo(SHORTEST_LEASE) < 0) {
      throw value.expected("at least 1s");
    }
    return lease;
  }

  /** Keys at the top that are not ours are another program's, unless they are nearly ours. */
  private void topKeys(Section top) {
    top.values()
        .forEach(
            (key, value) -> {
              if (TOP.contains(key)) {
                return;
              }
              if (NearestName.of(key, TOP).isPresent()) {
                throw top.unknown(value, TOP, "");
              }
              notices.ignored(value.key().written());
            });
  }

  private static AdminConfig admin(Section listener) {
    listener.allow(Set.of("address", "port"));
    return new AdminConfig(
        listener.value("address").map(Value::word).orElseGet(ListenerConfig::usualAddress),
        listener.value("port").map(value -> value.integer(0, 65_535)).orElse(8081));
  }

  private PublishConfig publish(Section publish) {
    publish.allow(PUBLISH);
    return new PublishConfig(
        publish.value("concurrency").map(value -> value.integer(1, 1_000)).orElse(16),
        publish.value("exclude").map(Value::globs).orElse(List.of()),
        publish.value("fingerprinted").map(Value::globs).orElse(List.of()),
        publish.value("mutable").map(Value::globs).orElse(List.of()),
        publish
            .section("fingerprint")
            .allow(Set.of("include"))
            .value("include")
            .map(Value::globs)
            .orElse(List.of()),
        publish.value("verify").map(BaseUrlReader::all).orElse(List.of()));
  }
}
