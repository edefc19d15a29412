/**
 * Reading what a build made, from a folder or an archive: {@link
 * io.passthrough.core.frontend.Frontend}.
 */
@NullMarked
package io.passthrough.core.frontend;

import org.jspecify.annotations.NullMarked;
