/**
 * Which objects a release needs in the store, and which of them the store holds: with which bytes,
 * by a recorded version, by metadata, or by reading. Entry points: {@link
 * io.passthrough.core.objects.RequiredObjects} and {@link
 * io.passthrough.core.objects.ObjectLookup}.
 */
@NullMarked
package io.passthrough.core.objects;

import org.jspecify.annotations.NullMarked;
