/**
 * What is written from the model of the command line: a man page and completions for shells. Entry
 * points: {@link io.passthrough.cli.reference.ManualPage}, {@link
 * io.passthrough.cli.reference.ZshCompletion}, {@link io.passthrough.cli.reference.FishCompletion}.
 */
@NullMarked
package io.passthrough.cli.reference;

import org.jspecify.annotations.NullMarked;
