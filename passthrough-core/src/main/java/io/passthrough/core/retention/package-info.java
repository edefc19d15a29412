/**
 * Which releases and objects stay, and why: {@link io.passthrough.core.retention.Retention}, a pure
 * function of the records and a policy.
 */
@NullMarked
package io.passthrough.core.retention;

import org.jspecify.annotations.NullMarked;
