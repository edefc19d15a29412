/**
 * Deletes what no kept release needs: the steps g0 to g5 of {@code docs/protocol.md}. Entry point:
 * {@link io.passthrough.core.prune.Pruner}.
 */
@NullMarked
package io.passthrough.core.prune;

import org.jspecify.annotations.NullMarked;
