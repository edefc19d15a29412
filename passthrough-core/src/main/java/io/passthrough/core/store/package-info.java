/**
 * Opening stores: {@link io.passthrough.core.store.AssetStores} finds providers, guards and opens.
 */
@NullMarked
package io.passthrough.core.store;

import org.jspecify.annotations.NullMarked;
