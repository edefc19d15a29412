package io.passthrough.core.record;

import io.passthrough.api.AssetKey;
import io.passthrough.api.Version;
import java.util.Optional;

/**
 * An object as an attempt found or put it.
 *
 * @param key the object's key in the store
 * @param version its version
 * @param other which bytes it has, where they are not those of the manifest: the first bytes of a
 *     companion or of a coding stay
 */
public record StoredObject(AssetKey key, Version version, Optional<ContentId> other) {}
