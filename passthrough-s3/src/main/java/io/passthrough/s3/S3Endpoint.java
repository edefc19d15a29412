package io.passthrough.s3;

import io.passthrough.api.StoreConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import software.amazon.awssdk.awscore.endpoint.AwsClientEndpointProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Looks for a server other than Amazon's: the option, else where the SDK itself would look. */
final class S3Endpoint {

  private static final String OPTION = "the option 'endpoint'";
  private static final String ELSEWHERE = "the endpoint of the AWS configuration";

  private S3Endpoint() {}

  static Optional<URI> of(StoreConfig config, S3Credentials credentials) {
    return config
        .text("endpoint")
        .map(text -> parsed(config, text))
        .or(() -> elsewhere(config, credentials));
  }

  /**
   * Variables, system properties, then the profile that credentials come from.
   *
   * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">Where
   *     SDKs take the address of a service from</a>
   */
  private static Optional<URI> elsewhere(StoreConfig config, S3Credentials credentials) {
    AwsClientEndpointProvider.Builder found =
        AwsClientEndpointProvider.builder()
            .serviceEndpointOverrideEnvironmentVariable("AWS_ENDPOINT_URL_S3")
            .serviceEndpointOverrideSystemProperty("aws.endpointUrlS3")
            .serviceProfileProperty("s3");
    credentials.profileName().ifPresent(found::profileName);
    try {
      return found.resolveFromOverrides().map(uri -> server(config, ELSEWHERE, uri));
    } catch (SdkClientException e) {
      throw S3Options.fault(config, ELSEWHERE + " is no URL");
    }
  }

  private static URI parsed(StoreConfig config, String text) {
    try {
      return server(config, OPTION, new URI(text));
    } catch (URISyntaxException e) {
      throw S3Options.fault(config, OPTION + " is no URL");
    }
  }

  private static URI server(StoreConfig config, String source, URI uri) {
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!http || uri.getHost() == null || uri.getUserInfo() != null) {
      throw S3Options.fault(config, source + " is no http or https URL without a user name");
    }
    return uri;
  }
}
