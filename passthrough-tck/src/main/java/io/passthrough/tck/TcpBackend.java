package io.passthrough.tck;

import io.passthrough.api.AssetStore;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.function.BiFunction;

/**
 * A backend that is spoken to over TCP, in whatever protocol, so that the kit can stand in between
 * and break the line.
 *
 * @param address where the backend listens
 * @param open opens a store for reading and writing, given the address to use in the backend's
 *     place, on the loopback interface, and the namespace of {@link Harness#open}; what the
 *     provider does when the backend does not answer should be set to seconds, not minutes
 */
public record TcpBackend(
    InetSocketAddress address, BiFunction<InetSocketAddress, String, AssetStore> open) {

  /**
   * Checks that nothing is missing.
   *
   * @param address where the backend listens
   * @param open opens a store on another address
   */
  public TcpBackend {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(open, "open");
  }
}
