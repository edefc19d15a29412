/**
 * Leases: which release each gateway serves, so that prune keeps it. {@link
 * io.passthrough.core.lease.LeaseRule} says which of them count.
 */
@NullMarked
package io.passthrough.core.lease;

import org.jspecify.annotations.NullMarked;
