package io.passthrough.core.serving;

import io.passthrough.api.AssetStore;
import io.passthrough.core.config.GatewayConfig;
import io.passthrough.core.config.PublishConfig;
import io.passthrough.core.fallback.FetchLimits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Opens services for tests. */
final class Gateways {

  private static final PublishConfig NO_RULES =
      new PublishConfig(1, List.of(), List.of(), List.of(), List.of());

  private Gateways() {}

  static AssetService open(GatewayConfig config, AssetStore store) {
    return AssetService.open(config, NO_RULES, Optional.of(store));
  }

  /** Opens a service that gives up on a call that is silent for so long. */
  static AssetService impatient(GatewayConfig config, AssetStore store, Duration silence) {
    return open(
        config,
        store,
        new FetchLimits(
            Config.FILL_MAX, 1 << 20, Duration.ofSeconds(10), silence, Duration.ofMinutes(1)));
  }

  /** Opens a service with room for one body of two MiB on its way in, and a short silence. */
  static AssetService cramped(GatewayConfig config, AssetStore store, Duration silence) {
    return open(
        config,
        store,
        new FetchLimits(2 << 20, 1 << 20, Duration.ofSeconds(10), silence, Duration.ofMinutes(1)));
  }

  /** Opens a service that asks again for every mutable key that no record names. */
  static AssetService forgetful(GatewayConfig config, AssetStore store) {
    return open(config, store, FetchLimits.of(Config.FILL_MAX, 1 << 20, Duration.ZERO));
  }

  private static AssetService open(GatewayConfig config, AssetStore store, FetchLimits limits) {
    LocalRoot root = new LocalRoot(config, NO_RULES, MemoryBudget.of(OptionalLong.of(1 << 20)));
    return AssetService.open(config, root, Optional.of(store), limits);
  }

  /** Asks until the answer has a status: what is done in the background takes its time. */
  static Answer eventually(AssetService service, String target, int status) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    Answer answer = Answer.get(service, target);
    while (answer.status() != status && System.nanoTime() < end) {
      Thread.onSpinWait();
      answer = Answer.get(service, target);
    }
    return answer;
  }
}
