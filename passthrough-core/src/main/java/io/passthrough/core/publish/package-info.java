/** Publish, activate and roll back: {@link io.passthrough.core.publish.Pipeline}. */
@NullMarked
package io.passthrough.core.publish;

import org.jspecify.annotations.NullMarked;
