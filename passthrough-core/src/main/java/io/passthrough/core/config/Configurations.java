package io.passthrough.core.config;

import io.passthrough.core.registry.Providers;
import io.passthrough.core.registry.StoreSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads configurations. */
public final class Configurations {

  private Configurations() {}

  /**
   * Returns the top-level keys of a configuration; others in a file or among properties are not
   * Passthrough's.
   *
   * @return {@code gateway}, {@code retention} and {@code publish}
   */
  public static Set<String> topLevelKeys() {
    return ConfigReader.TOP;
  }

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
    return load(file, environment, Providers.find());
  }

  static PassthroughConfig load(Path file, Map<String, String> environment, Providers providers) {
    Section top = YamlReader.read(new ConfigFile(file, environment));
    return new ConfigReader(providers).read(top);
  }

  /**
   * Reads the text of a file that is no file of a folder, such as one on a class path.
   *
   * @param text the YAML
   * @param name what faults call it
   * @param directory what relative paths start from
   * @return the effective configuration; values may name variables of this process's environment
   * @throws io.passthrough.core.PassthroughException as for a file
   */
  public static PassthroughConfig parse(String text, String name, Path directory) {
    ConfigFile source = elsewhere(directory, new ConfigOrigin(name, true));
    return new ConfigReader(Providers.find()).read(YamlReader.read(source, text));
  }

  /**
   * Reads properties: the keys of a file, nested, in snake_case, camelCase or kebab-case.
   *
   * @param properties texts, numbers and booleans, lists and maps of them
   * @param name what faults call them all
   * @param directory what relative paths start from
   * @return the effective configuration
   * @throws io.passthrough.core.PassthroughException as for a file, without a line
   */
  public static PassthroughConfig of(Map<String, ?> properties, String name, Path directory) {
    ConfigFile source = elsewhere(directory, new ConfigOrigin(name, false));
    return new ConfigReader(Providers.find()).read(PropertyNodes.section(source, properties));
  }

  private static ConfigFile elsewhere(Path directory, ConfigOrigin origin) {
    return new ConfigFile(
        directory.resolve("passthrough.yaml"), System.getenv(), Optional.of(origin));
  }

  /**
   * Returns what holds where there is no file: the fs provider in {@code .passthrough-store} with
   * the base {@code /}.
   *
   * @param directory what relative paths start from
   * @return the effective configuration
   */
  public static PassthroughConfig withoutFile(Path directory) {
    Providers providers = Providers.find();
    ConfigFile nowhere = new ConfigFile(directory.resolve("passthrough.yaml"), Map.of());
    PassthroughConfig defaults = new ConfigReader(providers).read(Section.empty(nowhere, ""));
    String path = nowhere.resolve(".passthrough-store").toString();
    StoreSettings store = new StoreSettings("fs", Map.of("path", path), "");
    GatewayConfig gateway = defaults.gateway();
    gateway = gateway.withAssets(gateway.assets().withStore("/", store));
    Map<String, Object> tree =
        new ConfigTree(providers)
            .of(gateway, Optional.empty(), defaults.publish(), defaults.retention());
    return new PassthroughConfig(
        Optional.empty(),
        gateway,
        Optional.empty(),
        defaults.publish(),
        defaults.retention(),
        List.of(),
        tree);
  }
}
