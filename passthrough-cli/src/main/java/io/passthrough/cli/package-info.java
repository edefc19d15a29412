/** The passthrough command: {@link io.passthrough.cli.Main}. */
@NullMarked
package io.passthrough.cli;

import org.jspecify.annotations.NullMarked;
