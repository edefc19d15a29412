package io.passthrough.core.fallback;

import java.util.concurrent.CompletableFuture;

/**
 * A fetch under way, which may serve many.
 *
 * @param result what comes of it; fails with {@link io.passthrough.api.AssetStoreException} or
 *     {@link CorruptAssetException}
 * @param leader whether this caller is the one for whom the store is read
 * @param <T> what is fetched
 */
public record Fetch<T>(CompletableFuture<T> result, boolean leader) {}
