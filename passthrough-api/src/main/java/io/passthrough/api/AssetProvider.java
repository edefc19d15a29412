package io.passthrough.api;

import java.util.Set;

/**
 * A kind of backend, found by {@link java.util.ServiceLoader}, that opens stores.
 *
 * <p>Implementations have a public no-argument constructor and no state: one instance may open any
 * number of stores, from any thread. The constructor, {@link #name} and {@link #options} run for
 * every command, whether the provider is used or not: they do no I/O, start no thread, and load no
 * class of the backend's client.
 */
public interface AssetProvider {

  /**
   * Returns the word that picks this provider in a configuration, such as {@code s3}.
   *
   * @return one lower-case word, {@code [a-z][a-z0-9]*}, that no other provider on the class path
   *     has
   */
  String name();

  /**
   * Returns the options that {@link #open} understands. Core checks a configuration against them
   * before it opens anything, so a provider meets no unknown, missing or ill-typed option.
   *
   * <p>The option {@code key} needs no entry: core reads it for every provider and passes it as
   * {@link StoreConfig#prefix()}.
   *
   * @return every option, at most one for each name
   */
  Set<StoreOption> options();

  /**
   * Opens a store. With {@link Access#READ} nothing is written and read rights are enough.
   *
   * <p>A container that is missing or cannot be reached may show here or at the first call; a
   * configuration that does not fit shows here.
   *
   * @param config the options, the prefix and the access that is asked for
   * @return the open store, which the caller closes
   * @throws AssetStoreException with kind {@link AssetStoreException.Kind#INVALID INVALID} when a
   *     value does not fit (the message names the option), {@link
   *     AssetStoreException.Kind#UNAVAILABLE UNAVAILABLE} when the container is missing or cannot
   *     be reached, {@link AssetStoreException.Kind#ACCESS_DENIED ACCESS_DENIED} when it refuses
   */
  AssetStore open(StoreConfig config);
}
