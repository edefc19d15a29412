/**
 * The engine's parts put together as a configuration says: {@link
 * io.passthrough.cli.engine.ServedRelease}, {@link io.passthrough.cli.engine.Builds}.
 */
@NullMarked
package io.passthrough.cli.engine;

import org.jspecify.annotations.NullMarked;
