/** Answering requests: {@link io.passthrough.core.serving.AssetService}. */
@NullMarked
package io.passthrough.core.serving;

import org.jspecify.annotations.NullMarked;
