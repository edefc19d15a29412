/** The kit's cases against the configured store: {@link io.passthrough.cli.probe.Probe}. */
@NullMarked
package io.passthrough.cli.probe;

import org.jspecify.annotations.NullMarked;
