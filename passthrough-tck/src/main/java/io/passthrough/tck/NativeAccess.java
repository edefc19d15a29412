package io.passthrough.tck;

/**
 * A way to the backend that does not use the provider, to plant, inspect and list objects. Where
 * only one half can be had, a harness offers that alone: {@link Harness#nativePlanting()} or {@link
 * Harness#nativeListing()}.
 */
public interface NativeAccess extends NativePlanting, NativeListing {}
