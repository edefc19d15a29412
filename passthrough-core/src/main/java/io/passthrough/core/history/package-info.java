/**
 * What earlier releases say about the kinds of a new one's assets: {@link
 * io.passthrough.core.history.KindRevision}.
 */
@NullMarked
package io.passthrough.core.history;

import org.jspecify.annotations.NullMarked;
