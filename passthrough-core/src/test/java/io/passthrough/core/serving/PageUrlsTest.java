package io.passthrough.core.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PipelineListener;
import io.passthrough.core.build.Build;
import io.passthrough.core.publish.Pipeline;
import io.passthrough.core.scan.ReleaseScanner;
import io.passthrough.core.scan.ScanRules;
import io.passthrough.core.store.MemoryStore;
import io.passthrough.core.url.AssetUrls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a page of an older release names comes from a gateway that has another release. */
class PageUrlsTest {

  private static final Pattern SCRIPT = Pattern.compile("<script src=\"([^\"]+)\">");

  @TempDir Path folder;

  private final MemoryStore store = new MemoryStore();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Create React App | / | /static/ | static/js/main.8bcc9fd4.js | /static/js/main.8bcc9fd4.js
          Vite | / | /assets/ | assets/index-BRBmoGS9.js | /assets/index-BRBmoGS9.js
          Next.js | / | /_next/static/ | _next/static/chunks/app/[slug]/page-0a1b2c3d4e5f6071.js \
          | /_next/static/chunks/app/%5Bslug%5D/page-0a1b2c3d4e5f6071.js
          base / | / | / | app.0a1b2c3d.js | /app.0a1b2c3d.js
          a mount | /shop/ | /shop/assets/ | assets/index-BRBmoGS9.js | /shop/assets/index-BRBmoGS9.js
          the root is the assets | /-/static/ | /-/static/ | main.ed5161fbef340a2973e6.js \
          | /-/static/main.ed5161fbef340a2973e6.js
          a CDN's public path | / | /static/ | static/main.8bcc9fd4.js \
          | https://cdn.example.com/static/main.8bcc9fd4.js
          """)
  void get_urlThatAnOlderPageNames_hasItsBytes(
      String layout, String mount, String base, String path, String url) throws IOException {
    Site old = new Site(folder.resolve("old"));
    old.write("index.html", "<script src=\"" + url + "\"></script>");
    old.write(path, "old");
    publish(old, mount, base);
    Site current = new Site(folder.resolve("new"));
    current.write("index.html", "new");

    try (AssetService service =
        Gateways.open(Config.of(current.root(), mount, base, 1 << 20, false), store)) {
      Answer answer = Gateways.eventually(service, script(old), 200);

      assertThat(answer.text()).isEqualTo("old");
      assertThat(answer.value("Cache-Control")).hasValueSatisfying(immutable());
      assertThat(answer.value("Content-Type")).contains("text/javascript; charset=utf-8");
    }
  }

  private static Consumer<String> immutable() {
    return value -> assertThat(value).endsWith("immutable");
  }

  private static String script(Site site) throws IOException {
    Matcher script = SCRIPT.matcher(Files.readString(site.root().resolve("index.html")));
    assertThat(script.find()).isTrue();
    return URI.create(script.group(1)).getRawPath();
  }

  private void publish(Site site, String mount, String base) {
    ScanRules rules = ScanRules.of(new AssetUrls(mount, base));
    Pipeline pipeline = new Pipeline(store, 2, PipelineListener.NONE);
    try (Build build = Build.open(site.root())) {
      pipeline.publish(ReleaseScanner.scan(build, rules), Optional.of(new ReleaseName("old")));
      pipeline.activate(new ReleaseName("old"), EnvironmentName.DEFAULT);
    }
  }
}
