/** A proxy on the loopback interface that breaks what passes, as it is told. */
@NullMarked
package io.passthrough.tck.proxy;

import org.jspecify.annotations.NullMarked;
