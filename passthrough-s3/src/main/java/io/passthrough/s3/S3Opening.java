package io.passthrough.s3;

import io.passthrough.api.Access;
import io.passthrough.api.AssetStore;
import io.passthrough.api.Capability;
import io.passthrough.api.StoreConfig;
import java.io.UncheckedIOException;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** Opens a store: the client, and what its server can do. */
final class S3Opening {

  private S3Opening() {}

  /** The SDK reads files and variables of its own, and has no type for what does not fit there. */
  static AssetStore open(StoreConfig config) {
    S3Options options;
    S3Connection connection;
    try {
      options = S3Options.of(config);
      connection = S3Connection.open(options);
    } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
      String reason = "the AWS configuration does not fit (" + S3Errors.innermost(e) + ")";
      throw S3Options.fault(config, reason, e);
    }
    return open(options, config.access(), connection);
  }

  static AssetStore open(S3Options options, Access access, S3Connection connection) {
    try {
      Set<Capability> capabilities = capabilities(options, connection.client(), access);
      return new S3Store(options, connection, capabilities);
    } catch (SdkException e) {
      connection.close();
      throw connection.errors().of("open", e);
    }
  }

  /** Amazon's service has all; another server is asked by a store that will write. */
  private static Set<Capability> capabilities(S3Options options, S3Client client, Access access) {
    Set<Capability> wanted = options.capabilities();
    boolean asked = options.endpoint().isPresent() && access == Access.WRITE && !wanted.isEmpty();
    return asked ? new Probes(options, client).of(wanted) : wanted;
  }
}
