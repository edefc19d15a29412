/**
 * URLs and keys: where assets lie in the URL space, the strict decoding of a request's path, and
 * the encoding of paths into URLs. Entry point: {@link io.passthrough.core.url.AssetUrls}.
 */
@NullMarked
package io.passthrough.core.url;

import org.jspecify.annotations.NullMarked;
