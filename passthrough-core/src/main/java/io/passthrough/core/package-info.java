/** What every part of the engine shares: {@link io.passthrough.core.PassthroughException}. */
@NullMarked
package io.passthrough.core;

import org.jspecify.annotations.NullMarked;
