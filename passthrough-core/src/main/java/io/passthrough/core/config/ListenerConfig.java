package io.passthrough.core.config;

/**
 * Where a gateway listens, and for how many.
 *
 * @param address where it listens, such as {@code 127.0.0.1}
 * @param port the port, 0 to 65,535; 0 picks one
 * @param perAddress how many connections one client address may have open, 1 to {@value
 *     #CONNECTIONS}
 */
public record ListenerConfig(String address, int port, int perAddress) {

  /** How many connections are open at once: {@value}. */
  public static final int CONNECTIONS = 10_000;

  /**
   * The system property that says where to listen when the configuration does not: {@value}. A
   * container has a network of its own, in which its loopback address is nobody's.
   */
  public static final String ADDRESS = "passthrough.address";

  /** Nine tenths of all: behind a load balancer all clients have its address. */
  static final int USUAL_PER_ADDRESS = CONNECTIONS / 10 * 9;

  /** Returns where to listen when the configuration does not say it. */
  static String usualAddress() {
    return System.getProperty(ADDRESS, "127.0.0.1");
  }

  /**
   * Makes a listener with the usual bounds.
   *
   * @param address where it listens
   * @param port the port, 0 to 65,535; 0 picks one
   * @return the listener
   */
  public static ListenerConfig of(String address, int port) {
    return new ListenerConfig(address, port, USUAL_PER_ADDRESS);
  }

  /**
   * Returns this with another port.
   *
   * @param other the port, 0 to 65,535; 0 picks one
   * @return a copy
   */
  public ListenerConfig withPort(int other) {
    return new ListenerConfig(address, other, perAddress);
  }
}
