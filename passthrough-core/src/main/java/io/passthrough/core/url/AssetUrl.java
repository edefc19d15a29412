package io.passthrough.core.url;

import io.passthrough.api.AssetKey;
import java.util.Optional;

/**
 * An asset as a page refers to it.
 *
 * @param key the asset's key
 * @param url a URL path of this host, or a whole URL of the CDN; encoded
 * @param fingerprinted whether the bytes behind the URL never change
 * @param integrity the value of an {@code integrity} attribute; empty for a name whose bytes differ
 *     between releases, as a host of another release may answer
 */
public record AssetUrl(
    AssetKey key, String url, boolean fingerprinted, Optional<String> integrity) {}
