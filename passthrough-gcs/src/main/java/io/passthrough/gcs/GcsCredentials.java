package io.passthrough.gcs;

import com.google.auth.Credentials;
import com.google.auth.http.HttpTransportFactory;
import com.google.auth.oauth2.ComputeEngineCredentials;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ImpersonatedCredentials;
import com.google.cloud.NoCredentials;
import io.passthrough.api.StoreConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where credentials come from.
 *
 * @param source the kind of source
 * @param file the file, for {@link Source#FILE}
 * @param impersonated the service account that they act as, if any
 */
record GcsCredentials(Source source, Optional<Path> file, Optional<String> impersonated) {

  /** The kinds of source. */
  enum Source {
    DEFAULT,
    INSTANCE,
    FILE,
    ANONYMOUS
  }

  private static final List<String> SCOPES =
      List.of("https://www.googleapis.com/auth/cloud-platform");

  private static final int TOKEN_SECONDS = 3_600;

  /** An emulator knows no credentials, so it gets none unless some are asked for. */
  static GcsCredentials of(StoreConfig config, boolean emulator) {
    Optional<Path> file = config.text("credentials_file").map(Path::of);
    Optional<String> source = config.text("credentials");
    boolean anonymous = config.bool("anonymous", false);
    int named = (file.isPresent() ? 1 : 0) + (source.isPresent() ? 1 : 0) + (anonymous ? 1 : 0);
    if (named > 1) {
      throw GcsOptions.fault(
          config,
          "only one of the options 'anonymous', 'credentials' and 'credentials_file' can be set");
    }
    Source kind =
        file.isPresent()
            ? Source.FILE
            : source.map(text -> parse(config, text)).orElse(Source.DEFAULT);
    boolean none = anonymous || (emulator && named == 0);
    return new GcsCredentials(none ? Source.ANONYMOUS : kind, file, impersonated(config, none));
  }

  private static Source parse(StoreConfig config, String text) {
    return switch (text) {
      case "default" -> Source.DEFAULT;
      case "instance" -> Source.INSTANCE;
      default ->
          throw GcsOptions.fault(
              config, "the option 'credentials' is not one of default, instance: '" + text + "'");
    };
  }

  private static Optional<String> impersonated(StoreConfig config, boolean none) {
    Optional<String> account = config.text("impersonate");
    if (account.isPresent() && !account.get().contains("@")) {
      throw GcsOptions.fault(
          config,
          "the option 'impersonate' is no e-mail address of a service account: '"
              + account.get()
              + "'");
    }
    if (account.isPresent() && none) {
      throw GcsOptions.fault(
          config, "the option 'impersonate' needs credentials, and there are to be none");
    }
    return account;
  }

  /** Makes the credentials. A file that is named is read now; nothing else is looked for. */
  Credentials open(HttpTransportFactory transports) throws IOException {
    if (source == Source.ANONYMOUS) {
      return NoCredentials.getInstance();
    }
    if (source == Source.FILE) {
      GoogleCredentials read = found(transports);
      return new NamedCredentials(toString(), () -> acting(read, transports));
    }
    return new NamedCredentials(toString(), () -> acting(found(transports), transports));
  }

  private GoogleCredentials found(HttpTransportFactory transports) throws IOException {
    return switch (source) {
      case INSTANCE ->
          ComputeEngineCredentials.newBuilder().setHttpTransportFactory(transports).build();
      case FILE -> ofFile(transports);
      case DEFAULT, ANONYMOUS -> GoogleCredentials.getApplicationDefault(transports);
    };
  }

  @SuppressWarnings("deprecation") // The kinds of file are what an operator chose by naming one.
  private GoogleCredentials ofFile(HttpTransportFactory transports) throws IOException {
    try (InputStream in = Files.newInputStream(file.orElseThrow())) {
      return GoogleCredentials.fromStream(in, transports);
    }
  }

  private GoogleCredentials acting(GoogleCredentials own, HttpTransportFactory transports) {
    GoogleCredentials scoped = own.createScopedRequired() ? own.createScoped(SCOPES) : own;
    if (impersonated.isEmpty()) {
      return scoped;
    }
    return ImpersonatedCredentials.newBuilder()
        .setSourceCredentials(scoped)
        .setTargetPrincipal(impersonated.get())
        .setScopes(SCOPES)
        .setLifetime(TOKEN_SECONDS)
        .setHttpTransportFactory(transports)
        .build();
  }

  /** Returns what an operator calls the source. */
  @Override
  public String toString() {
    String name =
        file.map(path -> "the file '" + path + "'")
            .orElse("'" + source.name().toLowerCase(Locale.ROOT) + "'");
    return name + impersonated.map(account -> " acting as " + account).orElse("");
  }
}
