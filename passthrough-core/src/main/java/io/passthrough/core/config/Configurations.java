package io.passthrough.core.config;

import io.passthrough.core.registry.Providers;
import io.passthrough.core.registry.StoreSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads configurations. */
public final class Configurations {

  private Configurations() {}

  /**
   * Reads a file.
   *
   * @param file the YAML file
   * @param environment the variables that values may name
   * @return the effective configuration
   * @throws io.passthrough.core.PassthroughException naming file, line, what was expected and the
   *     nearest known key
   */
  public static PassthroughConfig load(Path file, Map<String, String> environment) {
    Section top = YamlReader.read(new Source(file, environment));
    return new ConfigReader(top, new StoreReader(Providers.find())).read();
  }

  /**
   * Returns what holds where there is no file: the fs provider in {@code .passthrough-store} with
   * the base {@code /}.
   *
   * @param directory what relative paths start from
   * @return the effective configuration
   */
  public static PassthroughConfig withoutFile(Path directory) {
    Path folder = directory.toAbsolutePath().normalize();
    Path nowhere = folder.resolve("passthrough.yaml");
    Section empty = Section.empty(new Source(nowhere, Map.of()), "");
    PassthroughConfig defaults = new ConfigReader(empty, new StoreReader(Providers.find())).read();
    String path = folder.resolve(".passthrough-store").toString();
    StoreSettings settings = new StoreSettings("fs", Map.of("path", path), "");
    GatewayConfig gateway = defaults.gateway();
    AssetsConfig assets = gateway.assets().withStore("/", settings);
    return new PassthroughConfig(
        Optional.empty(),
        gateway.withAssets(assets),
        defaults.publish(),
        List.of(),
        tree(defaults.tree(), path));
  }

  private static Map<String, Object> tree(Map<String, Object> defaults, String path) {
    Map<String, Object> tree = new LinkedHashMap<>(defaults);
    Map<String, Object> gateway = copy(tree, "gateway");
    Map<String, Object> assets = copy(gateway, "assets");
    assets.put("base", "/");
    assets.put("fs", Map.of("path", path));
    return tree;
  }

  private static Map<String, Object> copy(Map<String, Object> parent, String key) {
    Map<String, Object> copy = new LinkedHashMap<>();
    if (parent.get(key) instanceof Map<?, ?> map) {
      map.forEach((name, value) -> copy.put(String.valueOf(name), value));
    }
    parent.put(key, copy);
    return copy;
  }
}
