package io.passthrough.core.config;

import java.util.List;
import java.util.Optional;

/**
 * What answers navigations that name no file, where the root's own names are not to decide.
 *
 * @param page the one file of the root that answers all of them, by its path under the root
 * @param fallback whether any page answers them; false to answer 404
 * @param exclude URL path prefixes that never get one, such as {@code /api/}
 */
public record SpaConfig(Optional<String> page, boolean fallback, List<String> exclude) {

  /** No page answers navigations that name no file. */
  public static final SpaConfig NONE = new SpaConfig(Optional.empty(), false, List.of());

  /** The names of the root's pages decide; {@code /api/} is never a page. */
  public static final SpaConfig DEFAULT = excluding(List.of("/api/"));

  /**
   * Copies the prefixes.
   *
   * @param page the one file of the root that answers all navigations
   * @param fallback whether any page answers them
   * @param exclude URL path prefixes that never get one
   */
  public SpaConfig {
    exclude = List.copyOf(exclude);
  }

  /**
   * Returns that the names of the root's pages decide.
   *
   * @param exclude URL path prefixes that never get a page
   * @return the configuration
   */
  public static SpaConfig excluding(List<String> exclude) {
    return new SpaConfig(Optional.empty(), true, exclude);
  }
}
