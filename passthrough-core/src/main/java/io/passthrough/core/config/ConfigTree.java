package io.passthrough.core.config;

import io.passthrough.api.AssetProvider;
import io.passthrough.core.registry.OptionCheck;
import io.passthrough.core.registry.Providers;
import io.passthrough.core.registry.Secrets;
import io.passthrough.core.registry.StoreSettings;
import io.passthrough.core.scan.Glob;
import io.passthrough.core.url.BaseUrl;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The effective values under their names in a file, secrets hidden. */
final class ConfigTree {

  private final Providers providers;

  ConfigTree(Providers providers) {
    this.providers = providers;
  }

  Map<String, Object> of(
      GatewayConfig gateway,
      Optional<AdminConfig> admin,
      PublishConfig publish,
      RetentionConfig retention) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("gateway", of(gateway, admin));
    tree.put("publish", of(publish));
    tree.put("retention", of(retention));
    return Collections.unmodifiableMap(tree);
  }

  private Map<String, Object> of(GatewayConfig gateway, Optional<AdminConfig> admin) {
    Map<String, Object> tree = new LinkedHashMap<>();
    Map<String, Object> listener =
        listener(gateway.listener().address(), gateway.listener().port());
    listener.put("per_address", gateway.listener().perAddress());
    tree.put("listener", listener);
    admin.ifPresent(it -> tree.put("admin", listener(it.address(), it.port())));
    tree.put("environment", gateway.environment().value());
    tree.put("root", gateway.root().toString());
    tree.put("mount", gateway.mount());
    tree.put("spa", of(gateway.spa()));
    if (!gateway.cors().origins().isEmpty()) {
      tree.put("cors", of(gateway.cors()));
    }
    tree.put("assets", of(gateway.assets()));
    return tree;
  }

  private static Map<String, Object> listener(String address, int port) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("address", address);
    tree.put("port", port);
    return tree;
  }

  private static Map<String, Object> of(SpaConfig spa) {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (!spa.fallback()) {
      tree.put("page", SpaReader.NONE);
    }
    spa.page().ifPresent(page -> tree.put("page", page));
    tree.put("exclude", spa.exclude());
    return tree;
  }

  private static Map<String, Object> of(CorsConfig cors) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("origins", cors.origins());
    tree.put("credentials", cors.credentials());
    return tree;
  }

  private Map<String, Object> of(AssetsConfig assets) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("base", assets.base());
    assets.store().ifPresent(store -> tree.put(store.provider(), of(store)));
    assets.cacheMemory().ifPresent(bytes -> tree.put("cache", Map.of("memory", bytes)));
    tree.put("fill_max", assets.fillMax());
    tree.put("refresh", written(assets.refresh()));
    tree.put("unknown_keys", assets.askUnknownKeys() ? "ask" : "refuse");
    if (!assets.hasRecords()) {
      tree.put("records", "none");
    } else if (assets.records().lease().isEmpty()) {
      tree.put("lease", "none");
    }
    tree.put("routable_static_path", assets.routableStaticPath());
    assets.cdn().ifPresent(cdn -> tree.put("cdn", of(cdn)));
    return tree;
  }

  private static String written(Duration duration) {
    return duration.toMillisPart() == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
  }

  private Map<String, Object> of(StoreSettings store) {
    Optional<AssetProvider> provider = providers.provider(store.provider());
    Map<String, Object> tree = new TreeMap<>();
    store.options().forEach((name, value) -> tree.put(name, shown(provider, name, value)));
    tree.put(OptionCheck.PREFIX, store.prefix());
    return tree;
  }

  private static String shown(Optional<AssetProvider> provider, String name, String value) {
    boolean declared =
        provider
            .flatMap(found -> OptionCheck.option(found, name))
            .filter(Secrets::isSecret)
            .isPresent();
    return declared || Secrets.isSecret(name) ? Secrets.MASK : Secrets.masked(value);
  }

  private static Map<String, Object> of(PublishConfig publish) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("concurrency", publish.concurrency());
    tree.put("exclude", texts(publish.exclude()));
    tree.put("fingerprinted", texts(publish.fingerprinted()));
    tree.put("mutable", texts(publish.mutable()));
    if (!publish.fingerprint().isEmpty()) {
      tree.put("fingerprint", Map.of("include", texts(publish.fingerprint())));
    }
    tree.put("verify", publish.verify().stream().map(ConfigTree::of).toList());
    return tree;
  }

  private static Map<String, Object> of(BaseUrl url) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("url", url.toString());
    tree.put("origin", url.origin().name().toLowerCase(Locale.ROOT));
    return tree;
  }

  private static Map<String, Object> of(RetentionConfig retention) {
    RetentionConfig.Kept kept = retention.kept();
    RetentionConfig.Timing timing = retention.timing();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("releases", kept.releases());
    tree.put("max_age", written(kept.maxAge()));
    tree.put("staging", written(kept.staging()));
    tree.put("versions", kept.versions());
    kept.maxReleases().ifPresent(count -> tree.put("max_releases", count));
    tree.put("abandon_after", written(timing.abandonAfter()));
    tree.put("lease", written(timing.lease()));
    tree.put("plan", written(timing.plan()));
    tree.put("settle", written(timing.settle()));
    return tree;
  }

  private static List<String> texts(List<Glob> globs) {
    return globs.stream().map(Glob::toString).toList();
  }
}
