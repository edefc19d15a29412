/**
 * Open stores: {@link io.passthrough.core.store.AssetStores} opens and guards them; {@link
 * io.passthrough.core.store.MemoryStore} keeps objects in memory.
 */
@NullMarked
package io.passthrough.core.store;

import org.jspecify.annotations.NullMarked;
