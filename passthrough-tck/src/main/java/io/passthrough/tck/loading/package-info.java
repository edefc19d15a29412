/**
 * The process that loads a provider as an application does. In a package of its own, as a provider
 * on the module path may have classes in the kit's.
 */
@NullMarked
package io.passthrough.tck.loading;

import org.jspecify.annotations.NullMarked;
