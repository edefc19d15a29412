package io.passthrough.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.Configuration;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Makes the JDK's HTTP clients as the SDK uses them. */
final class AzureHttp {

  private final AzureOptions options;
  private final AzureThreads threads;
  private final Optional<SSLContext> trusted;
  private final Map<String, String> environment;

  AzureHttp(AzureOptions options, AzureThreads threads, Map<String, String> environment) {
    this.options = options;
    this.threads = threads;
    this.environment = environment;
    this.trusted = options.caBundle().map(this::trusted);
  }

  /** For answers that are read whole: a body that stops ends the call. */
  HttpClient whole() {
    return client(options.limits().read());
  }

  /**
   * For bodies that are read as they come. The client's own limit would put each read on another
   * thread, so the reader has one of its own.
   */
  HttpClient streaming() {
    return client(Duration.ZERO);
  }

  private HttpClient client(Duration read) {
    java.net.http.HttpClient.Builder jdk = java.net.http.HttpClient.newBuilder();
    trusted.ifPresent(jdk::sslContext);
    HttpsProxy.of(environment)
        .ifPresent(
            proxy -> {
              jdk.proxy(proxy);
              proxy.authenticator().ifPresent(jdk::authenticator);
            });
    JdkHttpClientBuilder builder =
        new JdkHttpClientBuilder(jdk)
            .configuration(Configuration.NONE)
            .executor(threads.workers())
            .connectionTimeout(options.limits().connect())
            .responseTimeout(options.limits().read())
            .readTimeout(read)
            .writeTimeout(Duration.ZERO);
    return threads.within(builder::build);
  }

  private SSLContext trusted(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("bundle-" + store.size(), each);
      }
      if (store.size() == 0) {
        throw new GeneralSecurityException("it holds no certificate");
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw AssetStoreException.of(Kind.INVALID, "open", options.store())
          .cause(e)
          .because("the option 'ca_bundle' names no PEM file of certificates, '" + file + "'");
    }
  }
}
