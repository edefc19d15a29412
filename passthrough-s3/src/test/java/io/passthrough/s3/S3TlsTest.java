package io.passthrough.s3;

import static io.passthrough.s3.Puts.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose certificate nobody signed. */
class S3TlsTest {

  @TempDir static Path folder;
  private static Certificate certificate;

  @BeforeAll
  static void makeCertificate() throws Exception {
    certificate = Certificate.make(folder, "ip:127.0.0.1");
  }

  @Test
  void certificate_ofTheBundle_isTrusted() throws IOException {
    try (CannedServer server =
            CannedServer.withTls(certificate.context(), CannedServer.object("a"));
        AssetStore store = server.open("ca_bundle", certificate.pem().toString())) {
      assertThat(store.stat(KEY)).isPresent();
    }
  }

  @Test
  void certificate_ofNobody_isRefusedBeforeAnythingIsSent() throws IOException {
    try (CannedServer server =
            CannedServer.withTls(certificate.context(), CannedServer.object("a"));
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
    try (CannedServer server =
        CannedServer.withTls(certificate.context(), CannedServer.object("a"))) {
      assertThatThrownBy(() -> server.open("ca_bundle", empty.toString()))
          .hasMessageContaining("'ca_bundle' names no PEM file of certificates");
    }
  }
}
