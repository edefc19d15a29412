/**
 * The records of a store, read at one moment and grouped by what they are about. Commands and
 * gateways share it. Entry point: {@link io.passthrough.core.snapshot.RecordSnapshot}.
 */
@NullMarked
package io.passthrough.core.snapshot;

import org.jspecify.annotations.NullMarked;
