package io.passthrough.s3;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;

/**
 * Where credentials come from.
 *
 * @param source the kind of source
 * @param profile the profile's name, for {@link Source#PROFILE}
 */
record S3Credentials(Source source, String profile) {

  /** The kinds of source. */
  enum Source {
    DEFAULT,
    ENVIRONMENT,
    WEB_IDENTITY,
    CONTAINER,
    INSTANCE,
    PROFILE,
    ANONYMOUS
  }

  static final S3Credentials ANONYMOUS = new S3Credentials(Source.ANONYMOUS, "");

  private static final String PROFILE = "profile:";

  /** Reads the option's value. */
  static Optional<S3Credentials> parse(String text) {
    if (text.startsWith(PROFILE) && text.length() > PROFILE.length()) {
      return Optional.of(new S3Credentials(Source.PROFILE, text.substring(PROFILE.length())));
    }
    return switch (text) {
      case "default", "environment", "web_identity", "container", "instance" ->
          Optional.of(new S3Credentials(Source.valueOf(text.toUpperCase(Locale.ROOT)), ""));
      default -> Optional.empty();
    };
  }

  /** The profile that everything else that a profile holds comes from too, if one is named. */
  Optional<String> profileName() {
    return source == Source.PROFILE ? Optional.of(profile) : Optional.empty();
  }

  /**
   * The default chain ends at the metadata service of a machine, which is slow where there is none.
   */
  AwsCredentialsProvider provider(Duration limit) {
    return source == Source.ANONYMOUS
        ? AnonymousCredentialsProvider.create()
        : new CachedCredentials(toString(), asked(), limit, System::nanoTime);
  }

  private AwsCredentialsProvider asked() {
    return switch (source) {
      case DEFAULT -> DefaultCredentialsProvider.builder().build();
      case ENVIRONMENT -> EnvironmentVariableCredentialsProvider.create();
      case WEB_IDENTITY -> WebIdentityTokenFileCredentialsProvider.create();
      case CONTAINER -> ContainerCredentialsProvider.create();
      case INSTANCE -> InstanceProfileCredentialsProvider.create();
      case PROFILE -> ProfileCredentialsProvider.create(profile);
      case ANONYMOUS -> AnonymousCredentialsProvider.create();
    };
  }

  /** Returns the option's value. */
  @Override
  public String toString() {
    return source == Source.PROFILE ? PROFILE + profile : source.name().toLowerCase(Locale.ROOT);
  }
}
