package io.passthrough.core.serving;

import io.passthrough.core.config.GatewayConfig;
import io.passthrough.core.config.PublishConfig;
import io.passthrough.core.config.SpaConfig;
import io.passthrough.core.page.UrlSpace;
import io.passthrough.core.scan.ScanRules;
import java.util.Optional;

/**
 * How the files of a root become assets and pages.
 *
 * @param scan how they become assets
 * @param space where assets and pages lie
 * @param spa what overrules the names of the pages
 */
record RootRules(ScanRules scan, UrlSpace space, SpaConfig spa) {

  static RootRules of(GatewayConfig config, PublishConfig publish) {
    ScanRules scan =
        publish
            .scanRules(config.urls(), Optional.empty())
            .withConcurrency(Runtime.getRuntime().availableProcessors());
    return new RootRules(scan, space(config), config.spa());
  }

  static UrlSpace space(GatewayConfig config) {
    return new UrlSpace(config.urls(), config.assets().routableStaticPath());
  }
}
