package io.passthrough.core.history;

import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.core.fingerprint.DigestForm;
import io.passthrough.core.fingerprint.DigestName;
import java.util.Optional;

/**
 * A name under which two releases have different bytes, though it seemed to hold a digest of them.
 *
 * @param asset the asset as the new release has it
 * @param form the form of what seemed to be a digest, when it stands in the name by itself
 * @param earlier where or until when it had other bytes
 */
record Disproof(ManifestAsset asset, Optional<DigestForm> form, String earlier) {

  /** Below this many bits the name may as well be words, which says nothing of its neighbours. */
  private static final double WORDS = 5;

  /** The form of the names that are in doubt as well. */
  Optional<DigestForm> doubtful() {
    return form.filter(
        it ->
            DigestName.of(asset.key().value(), it)
                .filter(name -> name.bits() >= WORDS)
                .isPresent());
  }
}
