package io.passthrough.gcs;

import com.google.api.gax.retrying.RetrySettings;
import com.google.auth.Credentials;
import com.google.cloud.http.HttpTransportOptions;
import com.google.cloud.storage.BlobWriteSessionConfigs;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import java.io.IOException;
import java.time.Duration;

/** What a store talks through: the SDK's client over one HTTP client. Thread-safe. */
final class GcsConnection implements AutoCloseable {

  /** What a part of a large upload has in memory. */
  static final int PART_BYTES = 8 << 20;

  /** The SDK wants one, but no request of ours is about a project's buckets. */
  private static final String NO_PROJECT = "passthrough";

  /** Set always, or the SDK would take {@code STORAGE_EMULATOR_HOST} in spite of the options. */
  private static final String GOOGLE = "https://storage.googleapis.com";

  private final Storage storage;
  private final GcsHttp http;
  private final GcsCalls calls = new GcsCalls();
  private final GcsErrors errors;

  private GcsConnection(GcsOptions options, GcsHttp http, Credentials credentials) {
    this.storage = client(options, http, credentials).getService();
    this.http = http;
    this.errors = new GcsErrors(options);
  }

  static GcsConnection open(GcsOptions options) throws IOException {
    GcsHttp http = new GcsHttp(options.limits());
    try {
      return new GcsConnection(options, http, options.credentials().open(http));
    } catch (IOException | RuntimeException e) {
      http.close();
      throw e;
    }
  }

  private static StorageOptions client(GcsOptions options, GcsHttp http, Credentials credentials) {
    HttpTransportOptions transport =
        HttpTransportOptions.newBuilder()
            .setHttpTransportFactory(http)
            .setConnectTimeout((int) options.limits().connect().toMillis())
            .setReadTimeout((int) options.limits().read().toMillis())
            .build();
    return StorageOptions.http()
        .setTransportOptions(transport)
        .setRetrySettings(once())
        .setBlobWriteSessionConfig(BlobWriteSessionConfigs.getDefault().withChunkSize(PART_BYTES))
        .setCredentials(credentials)
        .setProjectId(options.project().orElse(NO_PROJECT))
        .setHost(options.endpoint().map(uri -> withoutSlash(uri.toString())).orElse(GOOGLE))
        .build();
  }

  private static String withoutSlash(String uri) {
    return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
  }

  private static RetrySettings once() {
    return RetrySettings.newBuilder()
        .setMaxAttempts(1)
        .setTotalTimeoutDuration(Duration.ofDays(1))
        .build();
  }

  /** The SDK's client, which makes one attempt. */
  Storage storage() {
    return storage;
  }

  GcsHttp http() {
    return http;
  }

  GcsCalls calls() {
    return calls;
  }

  GcsErrors errors() {
    return errors;
  }

  @Override
  public void close() {
    calls.close();
    try {
      http.close();
    } catch (IOException e) {
      // The connections are gone either way.
    }
  }
}
