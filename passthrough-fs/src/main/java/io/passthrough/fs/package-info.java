/**
 * Keeps assets in a folder. Entry point: {@link io.passthrough.fs.FsProvider}, found by {@link
 * java.util.ServiceLoader}.
 */
@NullMarked
package io.passthrough.fs;

import org.jspecify.annotations.NullMarked;
