package io.passthrough.s3;

import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Makes the one client of a store: one HTTP client, one retry policy, every limit set. */
final class S3Clients {

  private S3Clients() {}

  static S3Client of(S3Options options, AwsCredentialsProvider credentials, RetryStrategy retries) {
    S3ClientBuilder builder =
        S3Client.builder()
            .region(S3Region.of(options))
            .httpClientBuilder(http(options))
            .credentialsProvider(credentials)
            .forcePathStyle(options.pathStyle())
            .overrideConfiguration(all -> configure(all, options, retries));
    options.endpoint().ifPresent(endpoint -> compatible(builder.endpointOverride(endpoint)));
    return new UniformExceptions(builder.build());
  }

  private static void configure(
      ClientOverrideConfiguration.Builder all, S3Options options, RetryStrategy retries) {
    all.apiCallTimeout(options.limits().call()).retryStrategy(retries);
    options.credentials().profileName().ifPresent(all::defaultProfileName);
  }

  /** Servers other than Amazon's often know neither its trailing checksums nor its chunks. */
  private static void compatible(S3ClientBuilder builder) {
    builder
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
        .addPlugin(LegacyMd5Plugin.create());
  }

  private static Apache5HttpClient.Builder http(S3Options options) {
    Apache5HttpClient.Builder http =
        Apache5HttpClient.builder()
            .maxConnections(options.limits().connections())
            .connectionTimeout(options.limits().connect())
            .connectionAcquisitionTimeout(options.limits().read())
            .socketTimeout(options.limits().read())
            .tcpKeepAlive(true);
    if (options.endpoint().map(URI::getScheme).orElse("https").equals("https")) {
      http.proxyConfiguration(new HttpsProxy(System.getenv()).configuration());
    }
    if (options.caBundle().isPresent()) {
      TrustManager[] trusted = trusted(options);
      http.tlsTrustManagersProvider(() -> trusted);
    }
    return http;
  }

  private static TrustManager[] trusted(S3Options options) {
    try (InputStream in = Files.newInputStream(options.caBundle().orElseThrow())) {
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
      return factory.getTrustManagers();
    } catch (IOException | GeneralSecurityException e) {
      throw AssetStoreException.of(Kind.INVALID, "open", options.store())
          .cause(e)
          .because(
              "the option 'ca_bundle' names no PEM file of certificates, '"
                  + options.caBundle().orElseThrow()
                  + "'");
    }
  }
}
