/**
 * Content hashing of plain static files: names that follow from bytes, and the references to them
 * in style sheets, scripts and source map comments. Entry point: {@link
 * io.passthrough.core.rewrite.PlainFiles}.
 */
@NullMarked
package io.passthrough.core.rewrite;

import org.jspecify.annotations.NullMarked;
