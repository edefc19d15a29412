/** The story in one command: {@link io.passthrough.cli.demo.Demo}. */
@NullMarked
package io.passthrough.cli.demo;

import org.jspecify.annotations.NullMarked;
