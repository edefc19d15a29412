/**
 * The storage-provider interface: {@link io.passthrough.api.AssetProvider} opens an {@link
 * io.passthrough.api.AssetStore}; everything else here is a value that passes between core and a
 * store.
 */
@NullMarked
package io.passthrough.api;

import org.jspecify.annotations.NullMarked;
