/**
 * One run that needs a release whole: its steps in their order, and what becomes of it. Publish,
 * activate and roll back share it; {@code docs/protocol.md} says why the order is safe. Entry
 * point: {@link io.passthrough.core.attempt.AttemptRunner}.
 */
@NullMarked
package io.passthrough.core.attempt;

import org.jspecify.annotations.NullMarked;
