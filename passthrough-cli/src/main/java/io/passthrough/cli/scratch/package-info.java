/**
 * The engine's parts put together as a configuration says: {@link
 * io.passthrough.gateway.ServedRelease}, {@link io.passthrough.cli.engine.Builds}.
 */
@NullMarked
package io.passthrough.cli.scratch;

import org.jspecify.annotations.NullMarked;
