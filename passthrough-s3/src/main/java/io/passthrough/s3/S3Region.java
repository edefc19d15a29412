package io.passthrough.s3;

import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;

/** Looks for the region: the option, the environment, the profile, the machine. */
final class S3Region {

  private S3Region() {}

  static Region of(S3Options options) {
    if (options.region().isPresent()) {
      return Region.of(options.region().get());
    }
    try {
      return where(options).getRegion();
    } catch (SdkClientException e) {
      if (options.endpoint().isPresent()) {
        return Region.US_EAST_1;
      }
      throw AssetStoreException.of(Kind.INVALID, "open", options.store())
          .cause(e)
          .because("the option 'region' is not set, nor is AWS_REGION or the profile's region");
    }
  }

  /** Only the default credentials may come from the machine; asking it is slow where it is none. */
  private static AwsRegionProvider where(S3Options options) {
    S3Credentials credentials = options.credentials();
    return switch (credentials.source()) {
      case PROFILE ->
          new AwsRegionProviderChain(
              new AwsProfileRegionProvider(ProfileFile::defaultProfileFile, credentials.profile()),
              new SystemSettingsRegionProvider());
      case DEFAULT, INSTANCE ->
          options.endpoint().isPresent() ? configured() : new DefaultAwsRegionProviderChain();
      default -> configured();
    };
  }

  private static AwsRegionProvider configured() {
    return new AwsRegionProviderChain(
        new SystemSettingsRegionProvider(), new AwsProfileRegionProvider());
  }
}
