package io.passthrough.tck;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a provider's author gives to the kit: a way to open stores, and as many of the optional
 * parts as the backend allows. A part that is left out is named in the report as not verified.
 *
 * <p>Methods are called from several threads. The kit closes the stores that it opens.
 */
public interface Harness extends AutoCloseable {

  /** The most bytes that a harness may put before a key, its own prefix and the namespace. */
  int MAX_PREFIX_BYTES = 128;

  /**
   * Names what the cases run against.
   *
   * @return the target
   */
  Target target();

  /**
   * Opens the provider's own store, not guarded by core, for reading and writing. A namespace that
   * is new is empty; one that was opened before is opened once more, as a second handle on the same
   * objects.
   *
   * @param namespace a word of {@code [a-z0-9-]}, at most 64 characters, to make a prefix, a folder
   *     or a container of
   * @return an open store, which the kit closes
   */
  AssetStore open(String namespace);

  /**
   * Offers a store whose container does not exist.
   *
   * @return what opens it; opening may fail as well as every operation
   */
  default Optional<Supplier<AssetStore>> missingContainer() {
    return Optional.empty();
  }

  /**
   * Offers a store whose credentials are wrong.
   *
   * @return what opens it; opening may fail as well as every operation
   */
  default Optional<Supplier<AssetStore>> badCredentials() {
    return Optional.empty();
  }

  /**
   * Offers a further handle on a namespace, through which some objects cannot be deleted. When it
   * is closed they can: else they stay, and the report names them.
   *
   * @return what opens it, given the namespace and the keys that cannot be deleted
   */
  default Optional<BiFunction<String, Set<AssetKey>, AssetStore>> undeletable() {
    return Optional.empty();
  }

  /**
   * Offers a way to the backend behind the provider's back, to plant, inspect and list objects.
   *
   * @return the access
   */
  default Optional<NativeAccess> nativeAccess() {
    return Optional.empty();
  }

  /**
   * Offers the half of {@link #nativeAccess()} that plants objects, where they cannot be listed.
   *
   * @return the access; by default that of {@link #nativeAccess()}
   */
  default Optional<? extends NativePlanting> nativePlanting() {
    return nativeAccess();
  }

  /**
   * Offers the half of {@link #nativeAccess()} that looks at objects, where none can be planted.
   *
   * @return the access; by default that of {@link #nativeAccess()}
   */
  default Optional<? extends NativeListing> nativeListing() {
    return nativeAccess();
  }

  /**
   * Offers a way for other processes to load the provider and open the same stores.
   *
   * @return how such a process does it
   */
  default Optional<SecondProcess> secondProcess() {
    return Optional.empty();
  }

  /**
   * Offers a way to put symbolic links into the container, where the backend has such.
   *
   * @return what plants a link
   */
  default Optional<LinkPlanting> links() {
    return Optional.empty();
  }

  /**
   * Names the secrets in the configurations that stores are opened with. The kit looks for them in
   * what is meant for people, and never shows them itself.
   *
   * @return passwords, keys and tokens; often none
   */
  default List<String> secrets() {
    return List.of();
  }

  /**
   * Offers the backend's address, when HTTP/1.1 without encryption is spoken to it: the kit then
   * opens stores through a proxy of its own, which loses, cuts and delays answers.
   *
   * @return the backend
   */
  default Optional<HttpBackend> openThrough() {
    return Optional.empty();
  }

  /**
   * Offers the backend's address, whatever protocol is spoken to it: the kit then opens stores
   * through a proxy of its own, which refuses, delays, stalls and cuts connections. A harness that
   * offers {@link #openThrough()} need not.
   *
   * @return the backend
   */
  default Optional<TcpBackend> openThroughTcp() {
    return Optional.empty();
  }

  /** Ends what the harness started. */
  @Override
  default void close() {}

  /**
   * Makes a harness without optional parts.
   *
   * @param target what the cases run against
   * @param open opens the store of a namespace
   * @return the harness
   */
  static Harness of(Target target, Function<String, AssetStore> open) {
    return new Harness() {
      @Override
      public Target target() {
        return target;
      }

      @Override
      public AssetStore open(String namespace) {
        return open.apply(namespace);
      }
    };
  }
}
