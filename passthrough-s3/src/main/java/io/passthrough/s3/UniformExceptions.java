package io.passthrough.s3;

import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Request;

/**
 * A client whose every failure is the SDK's own. An answer that breaks off while it is parsed is an
 * unchecked I/O exception otherwise, and a client that is closed meanwhile an illegal state.
 */
final class UniformExceptions extends DelegatingS3Client {

  UniformExceptions(S3Client client) {
    super(client);
  }

  @Override
  protected <RequestT extends S3Request, ReturnT> ReturnT invokeOperation(
      RequestT request, Function<RequestT, ReturnT> operation) {
    try {
      return operation.apply(request);
    } catch (SdkException e) {
      throw e;
    } catch (RuntimeException e) {
      throw SdkClientException.create("The call was cut off: " + e.getMessage(), e);
    }
  }
}
