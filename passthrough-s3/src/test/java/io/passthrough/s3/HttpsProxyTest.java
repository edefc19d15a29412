package io.passthrough.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

/** Which proxy a request goes through. */
class HttpsProxyTest {

  @TempDir Path folder;

  @Test
  void proxy_withUserAndPort_isTaken() {
    ProxyConfiguration proxy = proxy(Map.of("HTTPS_PROXY", "http://web:s3cret@proxy.example:3128"));

    assertThat(proxy.scheme()).isEqualTo("http");
    assertThat(proxy.host()).isEqualTo("proxy.example");
    assertThat(proxy.port()).isEqualTo(3128);
    assertThat(proxy.username()).isEqualTo("web");
    assertThat(proxy.password()).isEqualTo("s3cret");
  }

  @Test
  void proxy_inLowerCaseAndWithoutPort_isTaken() {
    ProxyConfiguration proxy = proxy(Map.of("https_proxy", "http://proxy.example"));

    assertThat(proxy.host()).isEqualTo("proxy.example");
    assertThat(proxy.port()).isEqualTo(80);
  }

  @Test
  void proxy_withoutScheme_isTaken() {
    ProxyConfiguration proxy = proxy(Map.of("HTTPS_PROXY", "proxy.example:3128"));

    assertThat(proxy.scheme()).isEqualTo("http");
    assertThat(proxy.host()).isEqualTo("proxy.example");
    assertThat(proxy.port()).isEqualTo(3128);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://web:s3cret@pro xy", "http:///s3cret", "s3cret@"})
  void proxy_thatIsNone_isRefusedWithoutItsSecrets(String value) {
    assertThatThrownBy(() -> proxy(Map.of("HTTPS_PROXY", value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("HTTPS_PROXY is no URL of a proxy")
        .hasNoCause();
  }

  @Test
  void proxy_ofPlainRequests_isNone() {
    assertThat(Optional.ofNullable(proxy(Map.of("HTTP_PROXY", "http://proxy.example")).host()))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "example.com        | example.com       | true",
        "example.com        | s3.example.com    | true",
        ".example.com       | s3.example.com    | true",
        "*.example.com      | s3.example.com    | true",
        "example.com        | notexample.com    | false",
        "example.com        | examplexcom       | false",
        "a.example, 10.0.0.1 | 10.0.0.1         | true",
        "*                  | anything          | true",
      })
  void host_namedInNoProxy_isReachedDirectly(String names, String host, boolean direct) {
    ProxyConfiguration proxy =
        proxy(Map.of("HTTPS_PROXY", "http://proxy.example", "NO_PROXY", names));

    assertThat(proxy.nonProxyHosts().stream().anyMatch(host::matches)).isEqualTo(direct);
  }

  @Test
  void server_namedInNoProxy_isReachedDirectly() throws Exception {
    Certificate certificate = Certificate.make(folder, "ip:127.0.0.1");
    try (CannedServer server =
        CannedServer.withTls(certificate.context(), CannedServer.object("a"))) {
      Map<String, String> environment =
          Map.of("HTTPS_PROXY", "http://127.0.0.1:1", "NO_PROXY", "127.0.0.1");

      String printed =
          new StoreProcess(environment)
              .run(
                  "stat",
                  StoreProcess.server(server.endpoint()),
                  "anonymous=true",
                  "ca_bundle=" + certificate.pem());

      assertThat(printed).isEqualTo("present");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "path_style=true,  HEAD http://s3.invalid/web/shop/a.bin",
    "path_style=false, HEAD http://web.s3.invalid/shop/a.bin",
    "region=us-east-1, HEAD http://s3.invalid/web/shop/a.bin",
  })
  void plainServer_isReachedThroughTheOtherProxy(String option, String line) throws Exception {
    try (CannedServer proxy = CannedServer.of(CannedServer.object("a"))) {
      Map<String, String> environment =
          Map.of("HTTP_PROXY", proxy.endpoint().toString(), "HTTPS_PROXY", "http://127.0.0.1:1");
      List<String> server = List.of("bucket=web", "endpoint=http://s3.invalid", "anonymous=true");

      String printed = new StoreProcess(environment).run("stat", server, option);

      assertThat(printed).isEqualTo("present");
      assertThat(proxy.lines()).containsExactly(line);
    }
  }

  private static ProxyConfiguration proxy(Map<String, String> environment) {
    return new HttpsProxy(environment).configuration();
  }
}
