package io.passthrough.core.config;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.core.registry.StoreSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads what is under {@code gateway}. */
final class GatewayReader {

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
          "lease",
          "chain",
          "cdn",
          "routable_static_path");
  private static final Duration SHORTEST_REFRESH = Duration.ofMillis(100);
  private static final long LARGEST_FILL = 1L << 30;

  private final StoreReader stores;
  private final LaterKeys later;
  private final Notices notices;
  private final Duration lease;

  /**
   * Makes a reader.
   *
   * @param stores reads which store is meant
   * @param later what other versions know
   * @param notices what an operator should know
   * @param lease how long a lease holds
   */
  GatewayReader(StoreReader stores, LaterKeys later, Notices notices, Duration lease) {
    this.stores = stores;
    this.later = later;
    this.notices = notices;
    this.lease = lease;
  }

  GatewayConfig read(Section gateway) {
    allow(gateway);
    later.gateway(gateway);
    return new GatewayConfig(
        listener(gateway.section("listener")),
        gateway
            .value("environment")
            .map(GatewayReader::environment)
            .orElse(EnvironmentName.DEFAULT),
        gateway.value("root").map(Value::path).orElseGet(() -> gateway.source().resolve("dist")),
        gateway.value("mount").map(Value::urlPath).orElse("/"),
        SpaReader.read(gateway.section("spa")),
        cors(gateway),
        assets(gateway.section("assets")));
  }

  private void allow(Section gateway) {
    List<String> known = new ArrayList<>(GATEWAY);
    known.addAll(NOT_OURS);
    gateway.allow(known);
    gateway.values().keySet().stream()
        .filter(NOT_OURS::contains)
        .forEach(key -> notices.ignored("gateway." + key));
  }

  private CorsConfig cors(Section gateway) {
    CorsConfig cors = CorsReader.read(gateway.section("cors"));
    if (!cors.origins().isEmpty()) {
      notices.add(
          "Verified, and not sent by this version: gateway.cors; what stands before the gateway has"
              + " to send it");
    }
    return cors;
  }

  private static ListenerConfig listener(Section listener) {
    Section bound = bound(listener);
    return new ListenerConfig(
        bound.value("address").map(Value::word).orElseGet(ListenerConfig::usualAddress),
        bound.value("port").map(value -> value.integer(0, 65_535)).orElse(8080),
        listener
            .value("per_address")
            .map(value -> value.integer(1, ListenerConfig.CONNECTIONS))
            .orElse(ListenerConfig.USUAL_PER_ADDRESS));
  }

  /** The seed's own system has its address under {@code tcp}. */
  private static Section bound(Section listener) {
    listener.allow(Set.of("address", "port", "per_address", "tcp"));
    Optional<Value> tcp = listener.value("tcp");
    if (tcp.isEmpty()) {
      return listener;
    }
    if (listener.value("address").or(() -> listener.value("port")).isPresent()) {
      throw listener
          .source()
          .fault(
              listener.line(),
              "'" + listener.name() + "' has an address or port beside 'tcp'",
              "put both under 'tcp', or leave 'tcp' out");
    }
    return secured(tcp.get().section().allow(Set.of("address", "port", "secure")));
  }

  private static Section secured(Section tcp) {
    tcp.value("secure")
        .filter(Value::bool)
        .ifPresent(
            secure -> {
              throw secure.expected("false, with a proxy in front that speaks TLS");
            });
    return tcp;
  }

  private static EnvironmentName environment(Value value) {
    String text = value.text();
    if (!EnvironmentName.isLegal(text)) {
      throw value.expected("a name of letters, digits, '.', '_' and '-'");
    }
    return EnvironmentName.of(text);
  }

  private AssetsConfig assets(Section assets) {
    List<String> known = new ArrayList<>(ASSETS);
    known.addAll(stores.names());
    assets.allow(known, stores.missing());
    Section cache = assets.section("cache").allow(Set.of("memory", "disk"));
    later.cache(cache);
    return new AssetsConfig(
        assets.value("base").map(Value::urlPath).orElse("/static/"),
        store(assets),
        cache.value("memory").map(Value::size).map(OptionalLong::of).orElse(OptionalLong.empty()),
        assets.value("fill_max").map(GatewayReader::fillMax).orElse(8L << 20),
        assets.value("refresh").map(GatewayReader::refresh).orElse(Duration.ofSeconds(10)),
        assets.value("unknown_keys").map(GatewayReader::ask).orElse(true),
        records(assets),
        assets.value("routable_static_path").map(Value::bool).orElse(false),
        assets.value("cdn").map(BaseUrlReader::read));
  }

  private Optional<StoreSettings> store(Section assets) {
    Optional<StoreSettings> store = stores.read(assets);
    later.assets(assets, stores);
    Optional<Value> chain = assets.value("chain");
    if (chain.isPresent() && store.isPresent()) {
      throw chain.get().expected("left out where a provider is named");
    }
    if (chain.isPresent()) {
      notices.add(
          "No store: this version does not use '"
              + chain.get().name()
              + "', so nothing falls back; name one provider under '"
              + assets.name()
              + "'");
    }
    return store;
  }

  private RecordsConfig records(Section assets) {
    Optional<Value> switchedOff = assets.value("lease");
    if (switchedOff.filter(value -> !value.isWord("none")).isPresent()) {
      throw switchedOff.get().expected("none, or left out; how long it holds: 'retention.lease'");
    }
    if (assets.value("records").filter(value -> value.isWord("none")).isPresent()) {
      return RecordsConfig.NONE;
    }
    return switchedOff.isPresent()
        ? RecordsConfig.READ
        : new RecordsConfig(true, Optional.of(lease));
  }

  private static long fillMax(Value value) {
    long bytes = value.size();
    if (bytes > LARGEST_FILL) {
      throw value.expected("at most 1GiB");
    }
    return bytes;
  }

  private static Duration refresh(Value value) {
    Duration refresh = value.duration();
    if (refresh.compareTo(SHORTEST_REFRESH) < 0) {
      throw value.expected("at least 100ms");
    }
    return refresh;
  }

  private static boolean ask(Value value) {
    return switch (value.text()) {
      case "ask" -> true;
      case "refuse" -> false;
      default -> throw value.expected("ask or refuse");
    };
  }
}
