/**
 * Fetching what a release does not have from the store: {@link
 * io.passthrough.core.fallback.StoreFetcher}.
 */
@NullMarked
package io.passthrough.core.fallback;

import org.jspecify.annotations.NullMarked;
