/**
 * The configuration: one YAML file, checked once, as {@link
 * io.passthrough.core.config.PassthroughConfig}.
 */
@NullMarked
package io.passthrough.core.config;

import org.jspecify.annotations.NullMarked;
