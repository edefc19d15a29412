package io.passthrough.core.scan.bundler;

import java.util.Optional;

/**
 * One line of a manifest.
 *
 * @param logical the name before fingerprinting
 * @param file where the output is, as the manifest says it: a path or URL, with or without a public
 *     path
 * @param integrity the value of an {@code integrity} attribute, when told
 */
record ManifestEntry(String logical, String file, Optional<String> integrity) {

  static ManifestEntry of(String logical, String file) {
    return new ManifestEntry(logical, file, Optional.empty());
  }
}
