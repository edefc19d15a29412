package io.passthrough.gcs;

import com.google.auth.oauth2.GoogleCredentials;
import io.passthrough.tck.Target;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A bucket of Google's service, when the environment names one. */
final class GoogleBucket {

  private static final String SCOPE = "https://www.googleapis.com/auth/devstorage.read_write";

  private GoogleBucket() {}

  static Optional<String> name() {
    return Optional.ofNullable(System.getenv("PASSTHROUGH_GCS_BUCKET"));
  }

  /** Uses a folder of the bucket, which is emptied afterwards. */
  static BucketHarness harness() throws IOException {
    GoogleCredentials credentials = GoogleCredentials.getApplicationDefault().createScoped(SCOPE);
    JsonInterface witness =
        new JsonInterface(
            HttpClient.newHttpClient(),
            URI.create("https://storage.googleapis.com"),
            Optional.of(credentials.refreshAccessToken().getTokenValue()));
    return new BucketHarness(
        new Target("gcs", "Google Cloud Storage", "v1"),
        witness,
        name().orElseThrow(),
        "passthrough-tck/" + UUID.randomUUID(),
        Map.of());
  }
}
