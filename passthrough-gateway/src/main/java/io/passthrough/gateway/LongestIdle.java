package io.passthrough.gateway;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * Evicts connections that wait for a request, the longest idle first. One look at all connections
 * finds a batch, so that a flood of new ones costs little each. Not thread-safe.
 */
final class LongestIdle {

  private static final int BATCH = 128;

  /** After a look in vain, the next one waits so long. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Iterable<Connection> open;
  private final Queue<Idle> batch = new ArrayDeque<>();
  private Optional<InetAddress> sought = Optional.empty();
  private long vainUntil = System.nanoTime();

  private record Idle(Connection connection, long since) {}

  LongestIdle(Iterable<Connection> open) {
    this.open = open;
  }

  /** Evicts one, or tells that none is idle. */
  boolean evictOne() {
    return evict(Optional.empty());
  }

  /** Evicts one of an address, or tells that none of them is idle. */
  boolean evictOneOf(InetAddress address) {
    return evict(Optional.of(address));
  }

  private boolean evict(Optional<InetAddress> address) {
    if (!sought.equals(address)) {
      batch.clear();
      sought = address;
      vainUntil = System.nanoTime();
    }
    return evictOfBatch() || (look() && evictOfBatch());
  }

  private boolean evictOfBatch() {
    for (Idle each = batch.poll(); each != null; each = batch.poll()) {
      if (each.connection.evict(each.since)) {
        return true;
      }
    }
    return false;
  }

  private boolean look() {
    long now = System.nanoTime();
    if (now - vainUntil < 0) {
      return false;
    }
    List<Idle> found = new ArrayList<>();
    for (Connection each : open) {
      if (sought.isEmpty() || sought.get().equals(each.address())) {
        each.idleSince().ifPresent(since -> found.add(new Idle(each, since)));
      }
    }
    found.sort(Comparator.comparingLong(each -> each.since - now));
    batch.addAll(found.subList(0, Math.min(BATCH, found.size())));
    vainUntil = found.isEmpty() ? now + PAUSE_NANOS : now;
    return !found.isEmpty();
  }
}
