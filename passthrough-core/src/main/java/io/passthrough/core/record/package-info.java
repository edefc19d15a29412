/**
 * The records under {@code .passthrough/}: their names, fields and JSON, seen by this module alone.
 * Start at {@link io.passthrough.core.record.RecordStore}.
 */
@NullMarked
package io.passthrough.core.record;

import org.jspecify.annotations.NullMarked;
