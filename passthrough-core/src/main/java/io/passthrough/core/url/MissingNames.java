package io.passthrough.core.url;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A filter of duplicates: names that pages ask for and a release does not know, each reported once,
 * as a page asks for the same one at every request. It remembers so many that nothing a client
 * sends can fill the memory. Thread-safe.
 */
public final class MissingNames {

  private static final int MOST = 1_000;

  private final Set<String> reported = ConcurrentHashMap.newKeySet();

  /** Makes a filter that has reported nothing yet. */
  public MissingNames() {}

  /**
   * Reports a name that was looked up in vain.
   *
   * @param name the name
   * @param urls where it was looked up
   * @return a sentence with the nearest name; empty when the name was reported before, or very many
   *     others were
   */
  public Optional<String> report(String name, ReleaseUrls urls) {
    if (reported.size() >= MOST || !reported.add(name)) {
      return Optional.empty();
    }
    String advice =
        urls.nearest(name)
            .map(near -> "did you mean '" + near + "'?")
            .orElse("its URL is used as it is");
    return Optional.of("No asset of this release has the name '" + name + "': " + advice);
  }
}
