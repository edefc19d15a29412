package io.passthrough.gateway;

import io.passthrough.core.config.ListenerConfig;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * What a connection may cost.
 *
 * @param head how long a request's head may take, from its first byte
 * @param idle how long a connection may wait for a request
 * @param stall how long a client may take nothing of a response that is under way
 * @param linger how long a connection is read after the last response (RFC 9112, section 9.6)
 * @param drain how long {@link Gateway#close} waits for responses under way
 * @param connections how many connections are open at once
 * @param perAddress how many connections one client address may have open at once
 */
record Limits(
    Duration head,
    Duration idle,
    Duration stall,
    Duration linger,
    Duration drain,
    int connections,
    int perAddress) {

  static final Limits DEFAULT =
      new Limits(
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          ListenerConfig.CONNECTIONS,
          ListenerConfig.CONNECTIONS);

  /** Makes limits for clients that may all have one address. */
  Limits(Duration head, Duration idle, Duration stall, Duration linger, Duration drain, int each) {
    this(head, idle, stall, linger, drain, each, each);
  }

  /** Returns this with another bound for each client address. */
  Limits withPerAddress(int other) {
    return new Limits(head, idle, stall, linger, drain, connections, other);
  }

  /** The longest request target in bytes; RFC 9112, section 3, recommends 8,000 for the line. */
  static final int TARGET_BYTES = 8_000;

  /** The longest request line in bytes. */
  static final int LINE_BYTES = TARGET_BYTES + 100;

  /** The most bytes that all field lines of a request may have. */
  static final int FIELDS_BYTES = 16 * 1024;

  /** The most field lines of a request. */
  static final int FIELDS = 100;

  /** What a line of a head takes in memory beside its bytes, about. */
  static final int LINE_MEMORY = 150;

  /** The most bytes of requests in advance, when memory is short. */
  static final int AHEAD_BYTES = 4 * 1024;

  /** The longest content in bytes that a request which needs none may carry. */
  static final long CONTENT_BYTES = 64 * 1024;

  /** The most bytes that are read and dropped after the last response. */
  static final long LINGER_BYTES = 16 * 1024 * 1024;

  /** Returns how often connections are looked at: a limit is kept to about a quarter of itself. */
  Duration tick() {
    Duration shortest = Collections.min(List.of(head, idle, stall, linger));
    return Collections.min(List.of(shortest.dividedBy(4), Duration.ofSeconds(1)));
  }
}
