/** The HTTP adapter: {@link io.passthrough.gateway.Gateway}. */
@NullMarked
package io.passthrough.gateway;

import org.jspecify.annotations.NullMarked;
