/** Assets in Google Cloud Storage: {@link GcsProvider}. */
@NullMarked
package io.passthrough.gcs;

import org.jspecify.annotations.NullMarked;
