package io.passthrough.core.config;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.core.registry.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads the sections of a file, from the top. */
final class ConfigReader {

  private static final Set<String> TOP = Set.of("gateway", "retention", "publish");
  private static final Set<String> GATEWAY =
      Set.of(
          "listener",
          "admin",
          "root",
          "mount",
          "assets",
          "environment",
          "spa",
          "deny",
          "headers",
          "cors");
  private static final Set<String> NOT_OURS =
      Set.of(
          "logger",
          "stats",
          "timeouts",
          "middleware",
          "accesslog",
          "enable_pprof",
          "secure_cookies",
          "json_grpc_loopback_listener");
  private static final Set<String> ASSETS =
      Set.of(
          "base",
          "cache",
          "unknown_keys",
          "fill_max",
          "refresh",
          "records",
          "chain",
          "routable_static_path");

  private final Section top;
  private final StoreReader stores;
  private final LaterKeys later = new LaterKeys();
  private final List<String> ignored = new ArrayList<>();

  ConfigReader(Section top, StoreReader stores) {
    this.top = top;
    this.stores = stores;
  }

  PassthroughConfig read() {
    topKeys();
    Map<String, Object> tree = new LinkedHashMap<>();
    GatewayConfig gateway = gateway(top.section("gateway"));
    tree.put("gateway", tree(gateway));
    Map<String, Object> retention = later.retention(top.section("retention"));
    if (!retention.isEmpty()) {
      tree.put("retention", retention);
    }
    PublishConfig publish = publish(top.section("publish"));
    tree.put("publish", tree(publish));
    return new PassthroughConfig(
        Optional.of(top.source().file()), gateway, publish, notices(), tree);
  }

  /** Keys at the top that are not ours are another program's, unless they are nearly ours. */
  private void topKeys() {
    for (Map.Entry<String, Value> each : top.values().entrySet()) {
      if (TOP.contains(each.getKey())) {
        continue;
      }
      if (NearestName.of(each.getKey(), TOP).isPresent()) {
        Section.empty(top.source(), "").allow(TOP);
        new Section(top.source(), "", Map.of(each.getKey(), each.getValue())).allow(TOP);
      }
      ignored.add(each.getKey());
    }
  }

  private List<String> notices() {
    List<String> notices = new ArrayList<>();
    if (!ignored.isEmpty()) {
      notices.add("Ignored, not read by Passthrough: " + String.join(", ", ignored));
    }
    if (!later.seen().isEmpty()) {
      notices.add("Not used by this version: " + String.join(", ", later.seen()));
    }
    return notices;
  }

  private GatewayConfig gateway(Section gateway) {
    List<String> known = new ArrayList<>(GATEWAY);
    known.addAll(NOT_OURS);
    gateway.allow(known);
    gateway.values().keySet().stream()
        .filter(NOT_OURS::contains)
        .forEach(key -> ignored.add("gateway." + key));
    later.gateway(gateway);
    Section listener = listener(gateway.section("listener"));
    Section spa = gateway.section("spa").allow(Set.of("exclude"));
    return new GatewayConfig(
        listener.value("address").map(Value::text).orElse("127.0.0.1"),
        listener.value("port").map(value -> (int) value.integer(0, 65_535)).orElse(8080),
        environment(gateway),
        gateway.value("root").map(Value::path).orElseGet(this::defaultRoot),
        gateway.value("mount").map(Value::urlPath).orElse("/"),
        spa.value("exclude").map(ConfigReader::prefixes).orElse(List.of("/api/")),
        assets(gateway.section("assets")));
  }

  private Path defaultRoot() {
    Path folder = top.source().file().toAbsolutePath().getParent();
    return folder == null ? Path.of("dist") : folder.resolve("dist").normalize();
  }

  /** The seed's own system has its address under {@code tcp}. */
  private static Section listener(Section listener) {
    listener.allow(Set.of("address", "port", "tcp"));
    Section tcp = listener.section("tcp").allow(Set.of("address", "port", "secure"));
    tcp.value("secure")
        .ifPresent(
            secure -> {
              if (secure.bool()) {
                throw secure.expected("false: put a proxy that speaks TLS in front");
              }
            });
    return tcp.values().isEmpty() ? listener : tcp;
  }

  private static EnvironmentName environment(Section gateway) {
    Optional<Value> value = gateway.value("environment");
    if (value.isEmpty()) {
      return EnvironmentName.DEFAULT;
    }
    String text = value.get().text();
    if (!EnvironmentName.isLegal(text)) {
      throw value.get().expected("a name of letters, digits, '.', '_' and '-'");
    }
    return EnvironmentName.of(text);
  }

  private static List<String> prefixes(Value value) {
    for (Value each : value.list()) {
      if (!each.text().startsWith("/")) {
        throw each.expected("a URL path that begins with /");
      }
    }
    return value.texts();
  }

  private AssetsConfig assets(Section assets) {
    List<String> known = new ArrayList<>(ASSETS);
    known.addAll(stores.names());
    assets.allow(known);
    later.assets(assets, this::provider);
    Section cache = assets.section("cache");
    return new AssetsConfig(
        assets.value("base").map(Value::urlPath).orElse("/static/"),
        stores.read(assets),
        cache
            .value("memory")
            .map(value -> OptionalLong.of(value.size()))
            .orElse(OptionalLong.empty()),
        assets.value("fill_max").map(Value::size).orElse(8L << 20),
        assets.value("refresh").map(Value::duration).orElse(Duration.ofSeconds(10)),
        assets.value("unknown_keys").map(ConfigReader::ask).orElse(true),
        assets.value("routable_static_path").map(Value::bool).orElse(false));
  }

  private void provider(Section section) {
    section.allow(stores.names());
    Optional<StoreSettings> settings = new StoreReader(stores.providers()).read(section);
    if (settings.isEmpty()) {
      throw section
          .source()
          .fault(1, "'" + section.name() + "' names no provider", "name one, such as fs or s3");
    }
  }

  private static boolean ask(Value value) {
    return switch (value.text()) {
      case "ask" -> true;
      case "refuse" -> false;
      default -> throw value.expected("ask or refuse");
    };
  }

  private PublishConfig publish(Section publish) {
    publish.allow(Set.of("concurrency", "exclude", "fingerprinted", "mutable", "verify"));
    later.verify(publish);
    return new PublishConfig(
        publish.value("concurrency").map(value -> (int) value.integer(1, 1_000)).orElse(16),
        publish.value("exclude").map(Value::globs).orElse(List.of()),
        publish.value("fingerprinted").map(Value::globs).orElse(List.of()),
        publish.value("mutable").map(Value::globs).orElse(List.of()));
  }

  private Map<String, Object> tree(GatewayConfig gateway) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("listener", Map.of("address", gateway.address(), "port", gateway.port()));
    tree.put("environment", gateway.environment().value());
    tree.put("root", gateway.root().toString());
    tree.put("mount", gateway.mount());
    tree.put("spa", Map.of("exclude", gateway.spaExclude()));
    tree.put("assets", tree(gateway.assets()));
    return tree;
  }

  private Map<String, Object> tree(AssetsConfig assets) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("base", assets.base());
    tree.putAll(stores.tree());
    assets.cacheMemory().ifPresent(bytes -> tree.put("cache", Map.of("memory", bytes)));
    tree.put("fill_max", assets.fillMax());
    tree.put("refresh", assets.refresh().toMillis() + "ms");
    tree.put("unknown_keys", assets.askUnknownKeys() ? "ask" : "refuse");
    tree.put("routable_static_path", assets.routableStaticPath());
    return tree;
  }

  private static Map<String, Object> tree(PublishConfig publish) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("concurrency", publish.concurrency());
    tree.put("exclude", publish.exclude());
    tree.put("fingerprinted", publish.fingerprinted());
    tree.put("mutable", publish.mutable());
    return tree;
  }
}
