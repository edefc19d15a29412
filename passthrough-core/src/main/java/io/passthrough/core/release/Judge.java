package io.passthrough.core.release;

import io.passthrough.api.AssetKey;
import io.passthrough.core.fingerprint.Companions;
import io.passthrough.core.fingerprint.DigestForm;
import io.passthrough.core.fingerprint.Finding;
import io.passthrough.core.fingerprint.Fingerprints;
import io.passthrough.core.url.AssetUrls;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A classifier of keys that no record names, by the names that the records have: learnt once for a
 * catalog, as that takes a while.
 *
 * @param urls where keys lie in the URL space
 * @param names what the names of the newest releases tell
 * @param disproved the forms of names that turned out to hold no digest
 */
record Judge(AssetUrls urls, Fingerprints names, Set<DigestForm> disproved) {

  static Judge of(AssetUrls urls, Fingerprints names, Collection<AssetKey> disproved) {
    Set<DigestForm> forms =
        disproved.stream()
            .flatMap(key -> names.find(name(urls, key)).form().stream())
            .collect(Collectors.toUnmodifiableSet());
    return new Judge(urls, names, forms);
  }

  private static String name(AssetUrls urls, AssetKey key) {
    return urls.base().substring(1) + key.value();
  }

  boolean isFingerprinted(AssetKey key, Fingerprints own) {
    if (Companions.stem(key.value()).isPresent()) {
      return false;
    }
    String name = name(urls, key);
    return isDigest(names.find(name)) || isDigest(own.find(name));
  }

  private boolean isDigest(Finding finding) {
    return finding.isFingerprint() && finding.form().filter(disproved::contains).isEmpty();
  }
}
