/** A proxy on the loopback interface that injects faults into what passes. */
@NullMarked
package io.passthrough.tck.proxy;

import org.jspecify.annotations.NullMarked;
