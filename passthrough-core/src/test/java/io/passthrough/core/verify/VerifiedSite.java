package io.passthrough.core.verify;

import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PipelineListener;
import io.passthrough.core.config.CorsConfig;
import io.passthrough.core.publish.Builds;
import io.passthrough.core.publish.Shop;
import io.passthrough.core.url.AssetUrls;
import io.passthrough.core.url.BaseUrl;
import io.passthrough.core.url.BaseUrl.Origin;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A published release and a server that has it as it should be. */
final class VerifiedSite implements AutoCloseable {

  static final String APP = "js/app-1a2b3c4d.js";
  static final String APP_PATH = "/static/" + APP;
  static final String SCRIPT = "console.log('a script of some length, to be cut into parts')";
  static final String MAP = "js/app-1a2b3c4d.js.map";
  static final String WORKER = "sw.js";
  static final String PAGE = "<script src=/static/js/app-1a2b3c4d.js></script>";

  static final VerifyLimits LIMITS =
      new VerifyLimits(
          4,
          3,
          Duration.ofMillis(1),
          Duration.ofSeconds(20),
          Duration.ofMinutes(1),
          Duration.ZERO,
          Duration.ZERO);

  final Shop shop = Shop.open();
  final TestOrigin origin;

  private VerifiedSite(TestOrigin origin) {
    this.origin = origin;
  }

  static VerifiedSite start() {
    return start(TestOrigin.start());
  }

  static VerifiedSite start(TestOrigin origin) {
    VerifiedSite site = new VerifiedSite(origin);
    site.shop.publish("v1", build(SCRIPT));
    origin
        .at(APP_PATH, Answers.file(SCRIPT, Answers.SCRIPT, Answers.IMMUTABLE))
        .at("/static/" + MAP, Answers.file("{}", "Content-Type: application/json"))
        .at("/static/" + WORKER, Answers.file("work()", Answers.SCRIPT, Answers.NO_CACHE))
        .at("/", Answers.file(PAGE, Answers.HTML, Answers.NO_CACHE));
    return site;
  }

  static Builds build(String script) {
    return Builds.build().fingerprinted(APP, script).companion(MAP, "{}").mutable(WORKER, "work()");
  }

  BaseUrl gateway() {
    return BaseUrl.parse(origin.url(), Origin.GATEWAY).orElseThrow();
  }

  BaseUrl store() {
    return BaseUrl.parse(origin.url() + "/bucket", Origin.STORE).orElseThrow();
  }

  VerifyResult verify() {
    return verify(gateway());
  }

  VerifyResult verify(BaseUrl... urls) {
    return verify(options(LIMITS, urls));
  }

  VerifyOptions options(VerifyLimits limits, BaseUrl... urls) {
    return options(limits, CorsConfig.NONE, urls);
  }

  VerifyOptions options(VerifyLimits limits, CorsConfig cors, BaseUrl... urls) {
    AssetUrls assets = new AssetUrls("/", "/static/");
    return new VerifyOptions(List.of(urls), List.of(), limits, assets, cors);
  }

  VerifyResult verify(VerifyOptions options) {
    return new Verifier(shop.store, options, PipelineListener.NONE)
        .verify(Optional.of(ReleaseName.of("v1")));
  }

  /** Returns the one failure that there is. */
  VerifyFailure failure() {
    return failure(gateway());
  }

  VerifyFailure failure(BaseUrl url) {
    List<VerifyFailure> failures = verify(url).failures();
    if (failures.size() != 1) {
      throw new AssertionError("Not one failure: " + failures);
    }
    return failures.get(0);
  }

  @Override
  public void close() {
    origin.close();
  }
}
