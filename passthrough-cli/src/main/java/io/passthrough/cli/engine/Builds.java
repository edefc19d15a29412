package io.passthrough.cli.engine;

import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.frontend.Frontend;
import io.passthrough.core.manifest.ReleaseScanner;
import io.passthrough.core.manifest.ScanRules;
import io.passthrough.core.manifest.ScannedRelease;
import java.nio.file.Path;
import java.util.Optional;

/** Reads builds as a configuration says. */
public final class Builds {

  private Builds() {}

  /**
   * Scans an opened build.
   *
   * @param frontend the build, which must stay open while the result's contents are read
   * @param configuration says where its assets lie and of what kind they are
   * @param manifest the bundler's manifest, when it is not to be looked for
   * @return what the build holds
   * @throws io.passthrough.core.PassthroughException when nothing lies under the base, or a
   *     manifest is wrong
   */
  public static ScannedRelease scan(
      Frontend frontend, PassthroughConfig configuration, Optional<Path> manifest) {
    ScanRules rules =
        new ScanRules(
            configuration.gateway().mount(),
            configuration.gateway().assets().base(),
            configuration.publish().exclude(),
            configuration.publish().fingerprinted(),
            configuration.publish().mutable(),
            manifest,
            configuration.publish().concurrency());
    return ReleaseScanner.scan(frontend, rules);
  }
}
