package io.passthrough.core.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The effective configuration: every value checked, every default filled in.
 *
 * @param file where it was read from, or empty when there was no file
 * @param gateway what serves
 * @param publish what publish does
 * @param notices what an operator should know: ignored keys, and keys that this version does not
 *     use
 * @param tree the effective values under their names in a file, secrets as {@code ***}
 */
public record PassthroughConfig(
    Optional<Path> file,
    GatewayConfig gateway,
    PublishConfig publish,
    List<String> notices,
    Map<String, Object> tree) {

  /**
   * Copies the notices.
   *
   * @param file where it was read from
   * @param gateway what serves
   * @param publish what publish does
   * @param notices what an operator should know
   * @param tree the effective values
   */
  public PassthroughConfig {
    notices = List.copyOf(notices);
  }
}
