/**
 * Values as people read and write them: {@link io.passthrough.core.text.Sizes} and {@link
 * io.passthrough.core.text.Table} for what is shown, {@link io.passthrough.core.text.Inputs} for
 * what is typed.
 */
@NullMarked
package io.passthrough.core.text;

import org.jspecify.annotations.NullMarked;
