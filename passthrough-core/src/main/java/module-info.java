/** The engine: configuration, registry, manifests, publish, fallback and the serving decision. */
module io.passthrough.core {
  requires transitive io.passthrough.api;
  requires static transitive org.jspecify;
  requires com.aayushatharva.brotli4j;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires com.github.benmanes.caffeine;
  requires com.github.luben.zstd_jni;
  requires java.net.http;
  requires java.xml;
  requires dev.failsafe.core;
  requires org.snakeyaml.engine.v2;

  exports io.passthrough.core;
  exports io.passthrough.core.admin;
  exports io.passthrough.core.config;
  exports io.passthrough.core.build;
  exports io.passthrough.core.deploy;
  exports io.passthrough.core.fingerprint;
  exports io.passthrough.core.scan;
  exports io.passthrough.core.page;
  exports io.passthrough.core.prune;
  exports io.passthrough.core.publish;
  exports io.passthrough.core.registry;
  exports io.passthrough.core.release;
  exports io.passthrough.core.report;
  exports io.passthrough.core.serving;
  exports io.passthrough.core.store;
  exports io.passthrough.core.text;
  exports io.passthrough.core.url;
  exports io.passthrough.core.verify;

  uses io.passthrough.api.AssetProvider;
}
