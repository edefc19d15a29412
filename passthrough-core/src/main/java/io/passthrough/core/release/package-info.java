/**
 * The records of releases in a store, and what follows from them: {@link
 * io.passthrough.core.release.ReleaseCatalog}.
 */
@NullMarked
package io.passthrough.core.release;

import org.jspecify.annotations.NullMarked;
