package io.passthrough.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.core.registry.Providers;
import io.passthrough.core.registry.StoreSettings;
import io.passthrough.core.scan.Glob;
import io.passthrough.core.url.BaseUrl;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationsTest {

  private static final Map<String, String> NO_VARIABLES = Map.of();

  @TempDir Path folder;

  @Test
  void load_emptyFile_hasTheDefaults() throws IOException {
    PassthroughConfig config = load("");

    assertThat(config.gateway())
        .isEqualTo(
            new GatewayConfig(
                ListenerConfig.of("127.0.0.1", 8080),
                EnvironmentName.DEFAULT,
                folder.resolve("dist"),
                "/",
                SpaConfig.DEFAULT,
                CorsConfig.NONE,
                new AssetsConfig(
                    "/static/",
                    Optional.empty(),
                    OptionalLong.empty(),
                    8 << 20,
                    Duration.ofSeconds(10),
                    true,
                    new RecordsConfig(true, Optional.of(Duration.ofHours(1))),
                    false,
                    Optional.empty())));
    assertThat(config.publish())
        .isEqualTo(new PublishConfig(16, List.of(), List.of(), List.of(), List.of()));
    assertThat(config.notices()).isEmpty();
  }

  @Test
  void load_page_isReadAndNoneTurnsPagesOff() throws IOException {
    SpaConfig page = load("gateway: {spa: {page: a/app.html}}").gateway().spa();
    SpaConfig none = load("gateway: {spa: {page: none, exclude: []}}").gateway().spa();

    assertThat(page).isEqualTo(new SpaConfig(Optional.of("a/app.html"), true, List.of("/api/")));
    assertThat(none).isEqualTo(new SpaConfig(Optional.empty(), false, List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/app.html", "../app.html", "app.js", "''"})
  void load_pageThatIsNoHtmlFile_isRefused(String page) {
    assertThatThrownBy(() -> load("gateway: {spa: {page: " + page + "}}"))
        .hasMessageContaining("gateway.spa.page");
  }

  @Test
  void load_seedSnippet_namesItsStore() {
    PassthroughConfig config = Configurations.load(resource("seed.yaml"), NO_VARIABLES);

    assertThat(config.gateway().assets().store())
        .contains(
            new StoreSettings("s3", Map.of("region", "us-east-1", "bucket", "static"), "clutch"));
    assertThat(config.gateway().assets().base()).isEqualTo("/static/");
    assertThat(config.notices()).containsExactly("Ignored, another program's: services");
  }

  @Test
  void load_everyKeyOfTheSeedsSystem_ignoresItsOwnWithOneNotice() {
    PassthroughConfig config = Configurations.load(resource("seed-system.yaml"), NO_VARIABLES);

    assertThat(config.gateway().listener().address()).isEqualTo("0.0.0.0");
    assertThat(config.gateway().listener().port()).isEqualTo(8080);
    assertThat(config.gateway().assets().routableStaticPath()).isTrue();
    assertThat(config.gateway().assets().store()).isPresent();
    assertThat(config.notices())
        .containsExactly(
            "Ignored, another program's: extends, modules, services, resolvers, gateway.logger,"
                + " gateway.accesslog, gateway.stats, gateway.timeouts, gateway.middleware,"
                + " gateway.json_grpc_loopback_listener, gateway.enable_pprof,"
                + " gateway.secure_cookies");
  }

  @Test
  void load_everyKey_isRead() throws IOException {
    PassthroughConfig config =
        load(
            """
            gateway:
              listener: {address: "::1", port: 0}
              environment: canary
              root: build/app.jar
              mount: /shop
              spa: {exclude: [/api/, /internal/]}
              assets:
                base: /shop/assets
                acme: {bucket: web, key: /a/b/, ca_bundle: tls/ca.pem, read_timeout: 5s}
                cache: {memory: 1536MiB}
                fill_max: 1 MB
                refresh: 1m
                unknown_keys: refuse
                routable_static_path: true
            publish:
              concurrency: 4
              exclude: ["**.map"]
              fingerprinted: [_nuxt/ts.worker-*.js]
              mutable: [sw.js]
            """);

    assertThat(config.gateway())
        .isEqualTo(
            new GatewayConfig(
                ListenerConfig.of("::1", 0),
                EnvironmentName.of("canary"),
                folder.resolve("build/app.jar"),
                "/shop/",
                SpaConfig.excluding(List.of("/api/", "/internal/")),
                CorsConfig.NONE,
                new AssetsConfig(
                    "/shop/assets/",
                    Optional.of(
                        new StoreSettings(
                            "acme",
                            Map.of(
                                "bucket", "web",
                                "ca_bundle", folder.resolve("tls/ca.pem").toString(),
                                "read_timeout", "5s"),
                            "a/b")),
                    OptionalLong.of(1536L << 20),
                    1_000_000,
                    Duration.ofMinutes(1),
                    false,
                    new RecordsConfig(true, Optional.of(Duration.ofHours(1))),
                    true,
                    Optional.empty())));
    assertThat(config.publish())
        .isEqualTo(
            new PublishConfig(
                4,
                List.of(Glob.of("**.map")),
                List.of(Glob.of("_nuxt/ts.worker-*.js")),
                List.of(Glob.of("sw.js")),
                List.of()));
  }

  @Test
  void load_admin_isNowhereUnlessItIsNamed() throws IOException {
    assertThat(load("gateway: {root: dist}").admin()).isEmpty();
    assertThat(load("gateway: {admin: {port: 9000}}").admin())
        .contains(new AdminConfig("127.0.0.1", 9000));
  }

  @Test
  void load_urlsToVerify_areOfAGatewayUnlessTheySayTheyAreOfTheStore() throws IOException {
    PassthroughConfig config =
        load(
            "publish: {verify: ['https://cdn.example.com/', {url: 'https://bucket.example.com/web',"
                + " origin: store}]}");

    assertThat(config.publish().verify())
        .containsExactly(
            new BaseUrl(URI.create("https://cdn.example.com"), BaseUrl.Origin.GATEWAY),
            new BaseUrl(URI.create("https://bucket.example.com/web"), BaseUrl.Origin.STORE));
  }

  @Test
  void load_cdn_isWhatStandsBeforeUrlsInPages() throws IOException {
    String byKeys = "{url: 'https://bucket.example.com/web', origin: store}";

    assertThat(load("").gateway().assets().cdn()).isEmpty();
    assertThat(
            load("gateway: {assets: {cdn: 'https://cdn.example.com/'}}").gateway().assets().cdn())
        .contains(new BaseUrl(URI.create("https://cdn.example.com"), BaseUrl.Origin.GATEWAY));
    assertThat(load("gateway: {assets: {cdn: " + byKeys + "}}").gateway().assets().cdn())
        .contains(new BaseUrl(URI.create("https://bucket.example.com/web"), BaseUrl.Origin.STORE));
  }

  @Test
  void load_fingerprint_namesTheFilesThatGetAHash() throws IOException {
    assertThat(
            load("publish: {fingerprint: {include: ['css/**', '*.png']}}").publish().fingerprint())
        .containsExactly(Glob.of("css/**"), Glob.of("*.png"));
  }

  @Test
  void load_camelCase_isReadAsSnakeCase() throws IOException {
    PassthroughConfig config =
        load(
            "gateway: {assets: {fillMax: 2MiB, unknownKeys: refuse, acme: {bucket: b, pathStyle:"
                + " true}}}");

    AssetsConfig assets = config.gateway().assets();
    assertThat(assets.fillMax()).isEqualTo(2 << 20);
    assertThat(assets.askUnknownKeys()).isFalse();
    assertThat(assets.store().orElseThrow().options()).containsEntry("path_style", "true");
  }

  @Test
  void load_variables_areExpandedInValuesOfOurKeys() throws IOException {
    Map<String, String> variables = Map.of("PORT", "9090", "EMPTY", "", "BUCKET", "a: [b}");
    PassthroughConfig config =
        load(
            """
            gateway:
              listener: {address: "${HOST:-0.0.0.0}", port: "${PORT}"}
              root: ${EMPTY:-out}/${PORT}
              assets:
                acme: {bucket: "${BUCKET}", key: "${EMPTY}"}
            services: ["${NOT_SET}"]
            """,
            variables);

    assertThat(config.gateway().listener().address()).isEqualTo("0.0.0.0");
    assertThat(config.gateway().listener().port()).isEqualTo(9090);
    assertThat(config.gateway().root()).isEqualTo(folder.resolve("out/9090"));
    assertThat(config.gateway().assets().store())
        .contains(new StoreSettings("acme", Map.of("bucket", "a: [b}"), ""));
  }

  @Test
  void records_ofNone_areNeitherExpectedNorNoticed() throws IOException {
    PassthroughConfig config = load("gateway: {assets: {acme: {bucket: web}, records: none}}");

    assertThat(config.gateway().assets().hasRecords()).isFalse();
    assertThat(config.notices()).isEmpty();
  }

  @Test
  void lease_ofNone_isPutByNoGateway() throws IOException {
    RecordsConfig kept = load("retention: {lease: 90m}").gateway().assets().records();
    RecordsConfig none = load("gateway: {assets: {lease: none}}").gateway().assets().records();

    assertThat(kept.lease()).contains(Duration.ofMinutes(90));
    assertThat(none).isEqualTo(RecordsConfig.READ);
  }

  @Test
  void load_keysOfLaterFeatures_areNamedInOneNotice() throws IOException {
    PassthroughConfig config =
        load(
            """
            gateway:
              deny: ["**/*.map"]
              headers: [{match: "*.js", set: {X-Frame-Options: DENY}}]
              cors: {origins: ["https://example.com"], max_age: 1h}
              assets:
                acme: {bucket: web}
                records: {acme: {bucket: other}}
                cache: {memory: 1MiB, disk: {path: cache, size: 2GiB}}
            retention: {releases: 10, max_age: 14d, versions: 3, plan: 10m}
            """);

    assertThat(config.notices())
        .containsExactly(
            "Not used by this version: gateway.deny, gateway.headers, gateway.assets.cache.disk,"
                + " gateway.assets.records",
            "Verified, and not sent by this version: gateway.cors; what stands before the gateway"
                + " has to send it");
  }

  @Test
  void load_cors_isReadAndWhatIsNoOriginIsRefused() throws IOException {
    CorsConfig cors =
        load("gateway: {cors: {origins: ['https://a.example', 'http://b:81'], credentials: true}}")
            .gateway()
            .cors();

    assertThat(cors).isEqualTo(new CorsConfig(List.of("https://a.example", "http://b:81"), true));
    for (String origin :
        List.of("https://a.example/", "a.example", "null", "https://u@a.example")) {
      assertThatThrownBy(() -> load("gateway: {cors: {origins: ['" + origin + "']}}"))
          .hasMessageContaining("gateway.cors.origins[0]");
    }
    assertThatThrownBy(() -> load("gateway: {cors: {origins: ['*'], credentials: true}}"))
        .hasMessageContaining("gateway.cors.credentials");
  }

  @Test
  void load_chainInThePlaceOfAProvider_saysThatNothingFallsBack() throws IOException {
    PassthroughConfig config =
        load("gateway: {assets: {chain: [{acme: {bucket: a}}, {s3: {bucket: b}}]}}");

    assertThat(config.gateway().assets().store()).isEmpty();
    assertThat(config.notices())
        .containsExactly(
            "Not used by this version: gateway.assets.chain",
            "No store: this version does not use 'gateway.assets.chain', so nothing falls back;"
                + " name one provider under 'gateway.assets'");
  }

  @Test
  void load_byteOrderMarkAndLineFeedsOfWindows_areRead() throws IOException {
    assertThat(load("\ufeffgateway:\r\n  mount: /a/\r\n").gateway().mount()).isEqualTo("/a/");
  }

  @Test
  void load_relativeFile_resolvesPathsFromItsFolder() {
    PassthroughConfig config =
        new ConfigReader(Providers.of())
            .read(Section.empty(new ConfigFile(Path.of("conf/x.yaml"), NO_VARIABLES), ""));

    assertThat(config.gateway().root()).isEqualTo(Path.of("conf/dist").toAbsolutePath());
  }

  @Test
  void withoutFile_anyFolder_isTheFolderStoreWithTheWholePathAsKey() {
    PassthroughConfig config = Configurations.withoutFile(folder);

    String path = folder.resolve(".passthrough-store").toString();
    assertThat(config.file()).isEmpty();
    assertThat(config.gateway().root()).isEqualTo(folder.resolve("dist"));
    assertThat(config.gateway().assets().base()).isEqualTo("/");
    assertThat(config.gateway().assets().store())
        .contains(new StoreSettings("fs", Map.of("path", path), ""));
    assertThat(config.tree().toString()).contains("base=/, fs={key=, path=" + path + "}");
    assertThat(config.notices()).isEmpty();
  }

  private PassthroughConfig load(String yaml) throws IOException {
    return load(yaml, NO_VARIABLES);
  }

  private PassthroughConfig load(String yaml, Map<String, String> variables) throws IOException {
    Path file = Files.writeString(folder.resolve("passthrough.yaml"), yaml);
    return Configurations.load(file, variables, Providers.of(new TestProvider()));
  }

  private static Path resource(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(ConfigurationsTest.class.getResource(name), name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
