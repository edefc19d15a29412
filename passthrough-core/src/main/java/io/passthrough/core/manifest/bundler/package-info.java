/**
 * The manifests that bundlers write, told by their shape: {@link
 * io.passthrough.core.manifest.bundler.BundlerManifests}.
 */
@NullMarked
package io.passthrough.core.manifest.bundler;

import org.jspecify.annotations.NullMarked;
