package io.passthrough.core.release;

import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.api.manifest.Sha256;

/**
 * The release that a gateway serves from its own root, beside what the records say.
 *
 * @param digest the digest of its assets
 * @param name its name: that of the newest READY release with this digest, else the default name
 * @param isRecorded whether there is such a release
 * @param hasRecords whether there is any record
 */
public record OwnRelease(Sha256 digest, ReleaseName name, boolean isRecorded, boolean hasRecords) {}
