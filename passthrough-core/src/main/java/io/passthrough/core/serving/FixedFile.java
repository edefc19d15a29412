package io.passthrough.core.serving;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.Sha256;

/**
 * A file of the root that its name calls fingerprinted.
 *
 * @param key its key
 * @param size its size in bytes
 * @param sha256 the hash of its bytes
 * @param file its answers
 */
record FixedFile(AssetKey key, long size, Sha256 sha256, LocalFile file) {}
