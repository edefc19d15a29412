/**
 * Verifies a release over HTTP: {@link io.passthrough.core.verify.Verifier} asks for every asset
 * through every base URL, as browsers would, and warms what lies in between.
 */
@NullMarked
package io.passthrough.core.verify;

import org.jspecify.annotations.NullMarked;
