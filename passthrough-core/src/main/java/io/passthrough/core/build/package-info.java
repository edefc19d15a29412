/**
 * Reading what a build made, from a folder or an archive: {@link io.passthrough.core.build.Build}.
 */
@NullMarked
package io.passthrough.core.build;

import org.jspecify.annotations.NullMarked;
