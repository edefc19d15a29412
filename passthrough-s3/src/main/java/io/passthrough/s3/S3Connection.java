package io.passthrough.s3;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.utils.IoUtils;

/**
 * What a store talks through.
 *
 * @param client the SDK's client
 * @param credentials where the client's credentials come from; the client does not close it
 * @param retries the client's retry policy
 * @param errors maps the client's failures
 */
record S3Connection(
    S3Client client, AwsCredentialsProvider credentials, S3Retries retries, S3Errors errors)
    implements AutoCloseable {

  static S3Connection open(S3Options options) {
    return open(options, options.credentials().provider(options.limits().read()));
  }

  static S3Connection open(S3Options options, AwsCredentialsProvider credentials) {
    S3Retries retries = new S3Retries();
    S3Client client = S3Clients.of(options, credentials, retries);
    return new S3Connection(client, credentials, retries, new S3Errors(options));
  }

  @Override
  public void close() {
    client.close();
    if (credentials instanceof AutoCloseable closeable) {
      IoUtils.closeQuietlyV2(closeable, null);
    }
  }
}
