package io.passthrough.s3;

import static io.passthrough.s3.Puts.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose certificate nobody signed. */
class S3TlsTest {

  private static final String PASSWORD = "changeit";

  @TempDir static Path folder;
  private static SSLContext context;
  private static Path certificate;

  @BeforeAll
  static void makeCertificate() throws Exception {
    Path keys = folder.resolve("keys.p12");
    certificate = folder.resolve("certificate.pem");
    keytool(keys, "-genkeypair", "-keyalg", "EC", "-dname", "CN=local", "-ext", "san=ip:127.0.0.1");
    keytool(keys, "-exportcert", "-rfc", "-file", certificate.toString());
    context = context(keys);
  }

  private static void keytool(Path keys, String... arguments) throws Exception {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    line.addAll(List.of(arguments));
    line.addAll(List.of("-alias", "server", "-keystore", keys.toString(), "-storepass", PASSWORD));
    assertThat(new ProcessBuilder(line).inheritIO().start().waitFor()).isZero();
  }

  private static SSLContext context(Path keys) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  @Test
  void certificate_ofTheBundle_isTrusted() throws IOException {
    try (CannedServer server = CannedServer.withTls(context, CannedServer.object("a"));
        AssetStore store = server.open("ca_bundle", certificate.toString())) {
      assertThat(store.stat(KEY)).isPresent();
    }
  }

  @Test
  void certificate_ofNobody_isRefusedBeforeAnythingIsSent() throws IOException {
    try (CannedServer server = CannedServer.withTls(context, CannedServer.object("a"));
        AssetStore store = server.open()) {
      assertThatThrownBy(() -> Puts.ifAbsent(store))
          .isInstanceOfSatisfying(
              AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void bundle_thatHoldsNoCertificate_isRefusedByName() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    try (CannedServer server = CannedServer.withTls(context, CannedServer.object("a"))) {
      assertThatThrownBy(() -> server.open("ca_bundle", empty.toString()))
          .hasMessageContaining("'ca_bundle' names no PEM file of certificates");
    }
  }
}
