/**
 * Which providers there are, and which store is meant: {@link
 * io.passthrough.core.registry.Providers} finds them, {@link
 * io.passthrough.core.registry.StoreSettings} names a store.
 */
@NullMarked
package io.passthrough.core.registry;

import org.jspecify.annotations.NullMarked;
