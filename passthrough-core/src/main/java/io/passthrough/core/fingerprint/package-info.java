/**
 * Which names hold a digest of the file's bytes: {@link
 * io.passthrough.core.fingerprint.Fingerprints}.
 */
@NullMarked
package io.passthrough.core.fingerprint;

import org.jspecify.annotations.NullMarked;
