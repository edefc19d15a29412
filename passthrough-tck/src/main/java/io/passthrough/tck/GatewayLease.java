package io.passthrough.tck;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A lease as the gateway of an environment puts it and renews it, by a clock of its own. */
final class GatewayLease {

  private static final AssetHeaders HEADERS = AssetHeaders.of("application/json");
  private static final Duration TERM = Duration.ofHours(1);

  private final RecordingStore store;
  private final String key;
  private final String release;
  private final Duration clockBehind;

  private GatewayLease(RecordingStore store, String instance, String release, Duration behind) {
    this.store = store;
    this.key = ".passthrough/leases/default/" + instance + ".json";
    this.release = release;
    this.clockBehind = behind;
  }

  /** Puts the lease of a gateway that begins to serve a release. */
  static GatewayLease put(RecordingStore store, String release, Duration clockBehind) {
    String instance = "gateway-of-" + release;
    GatewayLease lease = new GatewayLease(store, instance, release, clockBehind);
    lease.put(Optional.empty(), Optional.empty());
    return lease;
  }

  /** Puts it again, as a gateway does every few minutes. */
  void renew() {
    Instant taken = store.info(key).lastModified();
    put(Optional.of(taken), Optional.of(taken));
  }

  /** Puts it again as one that was renewed for longer than a lease holds, without a gap. */
  void renewUnbroken() {
    Instant taken = store.info(key).lastModified();
    put(Optional.of(taken.minus(TERM.multipliedBy(2))), Optional.of(taken));
  }

  private void put(Optional<Instant> since, Optional<Instant> previous) {
    String text =
        """
        {"schema": 1, "at": "%s", "release": "%s", "host": "kit", "termSeconds": %d, \
        "since": %s, "previous": %s}
        """
            .formatted(
                Instant.now().minus(clockBehind),
                release,
                TERM.toSeconds(),
                json(since),
                json(previous));
    Content content = Content.of(text.getBytes(StandardCharsets.UTF_8));
    store.putting(AssetKey.of(key), content, HEADERS, PutCondition.ALWAYS).succeeds();
  }

  private static String json(Optional<Instant> time) {
    return time.map(at -> "\"" + at + "\"").orElse("null");
  }
}
