package io.passthrough.core.release;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.fingerprint.Finding;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a key.
 *
 * @param key the key
 * @param asset what the store would answer with, or empty when no READY release has the key
 * @param releases every READY release that has the key, newest first
 * @param finding what its name tells beside the names of the releases, without their manifests
 */
public record Explanation(
    AssetKey key, Optional<KnownAsset> asset, List<ReleaseName> releases, Finding finding) {}
