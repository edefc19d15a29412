package io.passthrough.core.publish;

import io.passthrough.api.Version;
import io.passthrough.core.record.ContentId;

/**
 * An object in the store.
 *
 * @param version its version
 * @param content which bytes it has
 */
record Found(Version version, ContentId content) {}
