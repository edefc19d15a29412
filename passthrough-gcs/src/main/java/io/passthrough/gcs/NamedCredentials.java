package io.passthrough.gcs;

import com.google.auth.Credentials;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Credentials that are looked for when they are first needed, and whose every failure is a {@link
 * CredentialsException} that names their source: the SDK's own exceptions are those of any request.
 * Thread-safe.
 */
final class NamedCredentials extends Credentials {

  private static final long serialVersionUID = 1L;

  private final String name;
  private final transient Source source;
  private transient @Nullable Credentials found;

  /** Looks for credentials. */
  interface Source {
    Credentials find() throws IOException;
  }

  NamedCredentials(String name, Source source) {
    this.name = name;
    this.source = source;
  }

  private synchronized Credentials found() throws IOException {
    if (found == null) {
      found = source.find();
    }
    return found;
  }

  @Override
  public Map<String, List<String>> getRequestMetadata(@Nullable URI uri) throws IOException {
    try {
      return found().getRequestMetadata(uri);
    } catch (IOException | RuntimeException e) {
      throw new CredentialsException(name, e);
    }
  }

  @Override
  public void refresh() throws IOException {
    try {
      found().refresh();
    } catch (IOException | RuntimeException e) {
      throw new CredentialsException(name, e);
    }
  }

  @Override
  public String getAuthenticationType() {
    return "OAuth2";
  }

  @Override
  public boolean hasRequestMetadata() {
    return true;
  }

  @Override
  public boolean hasRequestMetadataOnly() {
    return true;
  }
}
