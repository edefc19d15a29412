package io.passthrough.core.serving;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.core.config.AssetsConfig;
import io.passthrough.core.config.CorsConfig;
import io.passthrough.core.config.GatewayConfig;
import io.passthrough.core.config.ListenerConfig;
import io.passthrough.core.config.RecordsConfig;
import io.passthrough.core.config.SpaConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Configurations of gateways. */
final class Config {

  static final long FILL_MAX = 64 * 1024;

  private Config() {}

  static GatewayConfig of(Path root, String base) {
    return of(root, "/", base, 16 << 20, false);
  }

  static GatewayConfig refusingUnknownKeys(GatewayConfig config) {
    AssetsConfig assets = config.assets();
    return config.withAssets(
        new AssetsConfig(
            assets.base(),
            Optional.empty(),
            assets.cacheMemory(),
            assets.fillMax(),
            assets.refresh(),
            false,
            RecordsConfig.READ,
            false,
            Optional.empty()));
  }

  static GatewayConfig withoutRecords(GatewayConfig config) {
    AssetsConfig assets = config.assets();
    return config.withAssets(
        new AssetsConfig(
            assets.base(),
            Optional.empty(),
            assets.cacheMemory(),
            assets.fillMax(),
            assets.refresh(),
            true,
            RecordsConfig.NONE,
            false,
            Optional.empty()));
  }

  static GatewayConfig of(
      Path root, String mount, String base, long memory, boolean routableStaticPath) {
    AssetsConfig assets =
        new AssetsConfig(
            base,
            Optional.empty(),
            OptionalLong.of(memory),
            FILL_MAX,
            Duration.ofMillis(50),
            true,
            RecordsConfig.READ,
            routableStaticPath,
            Optional.empty());
    return new GatewayConfig(
        ListenerConfig.of("127.0.0.1", 0),
        EnvironmentName.DEFAULT,
        root,
        mount,
        SpaConfig.DEFAULT,
        CorsConfig.NONE,
        assets);
  }
}
