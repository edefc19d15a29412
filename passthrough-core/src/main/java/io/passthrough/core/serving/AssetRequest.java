package io.passthrough.core.serving;

import io.passthrough.api.AssetKey;

/**
 * A request for a key. Nothing of it but the key reaches a store.
 *
 * @param key the key
 * @param head whether it is a HEAD
 * @param fields the request's fields
 */
record AssetRequest(AssetKey key, boolean head, RequestFields fields) {}
