/**
 * A scratch prefix of the configured store, for what tries things out and leaves nothing. Entry
 * point: {@link io.passthrough.cli.scratch.Scratch}.
 */
@NullMarked
package io.passthrough.cli.scratch;

import org.jspecify.annotations.NullMarked;
