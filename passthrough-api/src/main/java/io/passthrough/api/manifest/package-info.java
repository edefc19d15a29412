/** What a release is made of: {@link io.passthrough.api.manifest.ReleaseManifest} and its parts. */
@NullMarked
package io.passthrough.api.manifest;

import org.jspecify.annotations.NullMarked;
