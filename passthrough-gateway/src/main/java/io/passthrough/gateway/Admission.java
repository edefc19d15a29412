package io.passthrough.gateway;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bounds the open connections, in all and of one address: a new one takes the place of the longest
 * idle one (LRU), and is refused where none is idle. Thread-safe.
 */
final class Admission {

  private final int all;
  private final int perAddress;
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final Map<InetAddress, Integer> perAddressNow = new HashMap<>();
  private final LongestIdle idle = new LongestIdle(open);

  Admission(int all, int perAddress) {
    this.all = all;
    this.perAddress = perAddress;
  }

  /** Takes a connection, or tells that there is no place for it. */
  synchronized boolean admit(Connection connection) {
    InetAddress address = connection.address();
    boolean fits =
        perAddressNow.getOrDefault(address, 0) >= perAddress
            ? idle.evictOneOf(address)
            : open.size() < all || idle.evictOne();
    if (fits && open.add(connection)) {
      perAddressNow.merge(address, 1, Integer::sum);
    }
    return fits;
  }

  synchronized void remove(Connection connection) {
    if (open.remove(connection)) {
      perAddressNow.computeIfPresent(
          connection.address(), (address, count) -> count == 1 ? null : count - 1);
    }
  }

  /** Returns what is open; it may change meanwhile. */
  Iterable<Connection> open() {
    return open;
  }

  boolean isEmpty() {
    return open.isEmpty();
  }
}
