package io.passthrough.core.config;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.registry.StoreSettings;
import io.passthrough.core.scan.ScanRules;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The effective configuration: every value checked, every default filled in.
 *
 * @param file where it was read from, or empty when there was no file
 * @param gateway what serves
 * @param admin where health is told; empty for nowhere
 * @param publish what publish does
 * @param retention what prune keeps
 * @param notices what an operator should know: ignored keys, and keys that this version does not
 *     use
 * @param tree the effective values under their names in a file, secrets as {@code ***}
 */
public record PassthroughConfig(
    Optional<Path> file,
    GatewayConfig gateway,
    Optional<AdminConfig> admin,
    PublishConfig publish,
    RetentionConfig retention,
    List<String> notices,
    Map<String, Object> tree) {

  /**
   * Copies the notices.
   *
   * @param file where it was read from
   * @param gateway what serves
   * @param admin where health is told
   * @param publish what publish does
   * @param retention what prune keeps
   * @param notices what an operator should know
   * @param tree the effective values
   */
  public PassthroughConfig {
    notices = List.copyOf(notices);
  }

  /**
   * Returns this with another gateway.
   *
   * @param other what serves
   * @return a copy
   */
  public PassthroughConfig withGateway(GatewayConfig other) {
    return new PassthroughConfig(file, other, admin, publish, retention, notices, tree);
  }

  /**
   * Returns how files of a build become assets: the same for pipeline, gateway and application, so
   * that all of them compute the same digest.
   *
   * @param manifest the bundler's manifest, when it is not to be looked for
   * @return the rules of a scan
   */
  public ScanRules scanRules(Optional<Path> manifest) {
    return publish.scanRules(gateway.urls(), manifest);
  }

  /**
   * Returns which store is configured.
   *
   * @return the store's settings
   * @throws PassthroughException when the file names none
   */
  public StoreSettings requireStore() {
    return gateway
        .assets()
        .store()
        .orElseThrow(
            () ->
                new PassthroughException(
                    Kind.INPUT,
                    "No store is configured" + file.map(path -> " in '" + path + "'").orElse(""),
                    "name a provider under gateway.assets, such as fs or s3"));
  }

  /**
   * Returns which store is configured, for what needs releases there.
   *
   * @return the store's settings
   * @throws PassthroughException when the file names none, or says that it keeps no releases
   */
  public StoreSettings requireStoreOfReleases() {
    if (!gateway.assets().hasRecords()) {
      throw new PassthroughException(
          Kind.INPUT,
          "This store keeps no releases: 'gateway.assets.records' is none",
          "leave 'gateway.assets.records' out of the configuration, or name another store");
    }
    return requireStore();
  }
}
