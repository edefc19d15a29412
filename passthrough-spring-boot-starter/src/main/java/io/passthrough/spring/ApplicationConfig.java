package io.passthrough.spring;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.config.Configurations;
import io.passthrough.core.config.GatewayConfig;
import io.passthrough.core.config.PassthroughConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/**
 * Reads an application's configuration: properties under {@value PropertyNames#PREFIX}, under the
 * same names as in a file, or the file that {@code passthrough.config} names.
 */
final class ApplicationConfig {

  private static final String NAMES = "Properties under 'passthrough'";

  private static final Path HERE = Path.of("").toAbsolutePath();

  private ApplicationConfig() {}

  /**
   * Reads the configuration.
   *
   * @throws PassthroughException naming the fault and the nearest known key
   */
  static PassthroughConfig read(Environment environment, ResourceLoader resources) {
    PassthroughConfig config = written(environment, resources);
    GatewayConfig gateway = config.gateway();
    if (Files.exists(gateway.root()) && !gateway.root().equals(HERE.resolve("dist"))) {
      return config;
    }
    Path root = ApplicationRoot.find(resources).orElseGet(EmptyRoot::folder);
    return config.withGateway(gateway.withRoot(root));
  }

  private static PassthroughConfig written(Environment environment, ResourceLoader resources) {
    Map<String, Object> properties = PropertyNames.read(environment);
    Optional<String> file =
        Optional.ofNullable(environment.getProperty(PropertyNames.PREFIX + ".config"));
    PropertyNames.removeOwn(properties);
    if (file.isEmpty()) {
      return Configurations.of(properties, NAMES, HERE);
    }
    refuseBeside(file.get(), properties);
    return file(file.get(), resources);
  }

  /** Properties of other names may be a tool's, which are no second configuration. */
  private static void refuseBeside(String file, Map<String, Object> properties) {
    PropertyNames.retainSections(properties);
    if (!properties.isEmpty()) {
      throw new PassthroughException(
          Kind.INPUT,
          "There is 'passthrough.config' beside properties such as 'passthrough."
              + properties.keySet().iterator().next()
              + "'",
          "write all of them into '" + file + "', or leave 'passthrough.config' out");
    }
  }

  private static PassthroughConfig file(String location, ResourceLoader resources) {
    if (!location.contains(":") || location.startsWith("file:")) {
      Path path = Path.of(location.startsWith("file:") ? location.substring(5) : location);
      return Configurations.load(HERE.resolve(path), System.getenv());
    }
    Resource resource = resources.getResource(location);
    try {
      String text = resource.getContentAsString(StandardCharsets.UTF_8);
      return Configurations.parse(text, location, HERE);
    } catch (IOException e) {
      throw new PassthroughException(
          Kind.INPUT,
          "Cannot read the configuration '" + location + "' that 'passthrough.config' names",
          "put the file there, or write its keys as properties under 'passthrough'",
          e);
    }
  }
}
