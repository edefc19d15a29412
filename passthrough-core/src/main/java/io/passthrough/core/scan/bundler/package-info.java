/**
 * The manifests that bundlers write, told by their shape: {@link
 * io.passthrough.core.scan.bundler.BundlerManifests}.
 */
@NullMarked
package io.passthrough.core.scan.bundler;

import org.jspecify.annotations.NullMarked;
