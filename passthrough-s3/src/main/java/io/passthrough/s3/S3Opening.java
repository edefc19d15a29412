package io.passthrough.s3;

import io.passthrough.api.Access;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Capability;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** Opens a store: the client, and what its server can do. */
final class S3Opening {

  private S3Opening() {}

  static AssetStore open(S3Options options, Access access) {
    return open(options, access, connection(options));
  }

  /** The SDK reads files and variables of its own, and has no type for what does not fit there. */
  private static S3Connection connection(S3Options options) {
    try {
      return S3Connection.open(options);
    } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
      throw AssetStoreException.of(Kind.INVALID, "open", options.store())
          .cause(e)
          .because("the AWS configuration does not fit (" + S3Errors.innermost(e) + ")");
    }
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

  /** Amazon's service knows conditional puts; of another server a store that will write asks. */
  private static Set<Capability> capabilities(S3Options options, S3Client client, Access access) {
    Set<Capability> all = EnumSet.allOf(Capability.class);
    if (!options.probeConditionalWrites() || !known(options, client, access)) {
      all.remove(Capability.CREATE_IF_ABSENT);
    }
    return all;
  }

  private static boolean known(S3Options options, S3Client client, Access access) {
    return options.endpoint().isEmpty()
        || access == Access.READ
        || new ConditionalWrites(options, client).work();
  }
}
