/** From files to a manifest: {@link io.passthrough.core.manifest.ReleaseScanner}. */
@NullMarked
package io.passthrough.core.manifest;

import org.jspecify.annotations.NullMarked;
