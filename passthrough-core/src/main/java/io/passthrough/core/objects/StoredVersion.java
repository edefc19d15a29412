package io.passthrough.core.objects;

import io.passthrough.api.Version;
import io.passthrough.core.record.ContentId;

/**
 * An object in the store.
 *
 * @param version its version
 * @param content which bytes it has
 */
public record StoredVersion(Version version, ContentId content) {}
