package io.passthrough.azure;

import static org.assertj.core.api.Assertions.assertThat;

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

/**
 * A certificate that nobody signed.
 *
 * @param context what a server needs
 * @param pem what a client trusts
 */
record Certificate(SSLContext context, Path pem) {

  private static final String PASSWORD = "changeit";

  /** Makes one for names such as {@code ip:127.0.0.1}. */
  static Certificate make(Path folder, String names) throws Exception {
    Path keys = folder.resolve("keys.p12");
    Path pem = folder.resolve("certificate.pem");
    keytool(keys, "-genkeypair", "-keyalg", "EC", "-dname", "CN=local", "-ext", "san=" + names);
    keytool(keys, "-exportcert", "-rfc", "-file", pem.toString());
    return new Certificate(context(keys), pem);
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
}
