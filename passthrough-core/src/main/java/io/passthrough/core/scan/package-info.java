/** From files to a manifest: {@link io.passthrough.core.scan.ReleaseScanner}. */
@NullMarked
package io.passthrough.core.scan;

import org.jspecify.annotations.NullMarked;
