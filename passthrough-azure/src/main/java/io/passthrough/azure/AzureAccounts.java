package io.passthrough.azure;

import io.passthrough.api.AssetStoreException;
import io.passthrough.api.StoreConfig;
import io.passthrough.azure.AzureCredential.Anonymous;
import io.passthrough.azure.AzureCredential.Identity;
import io.passthrough.azure.AzureCredential.Identity.Source;
import io.passthrough.azure.AzureCredential.Sas;
import io.passthrough.azure.AzureCredential.SharedKey;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks for the account and its credential: the options, else the variables of Azure's tools. */
final class AzureAccounts {

  private static final String CONNECTION_STRING = "AZURE_STORAGE_CONNECTION_STRING";
  private static final String KEY = "AZURE_STORAGE_KEY";
  private static final String SAS = "AZURE_STORAGE_SAS_TOKEN";
  private static final String ACCOUNT = "AZURE_STORAGE_ACCOUNT";
  private static final String ENDPOINT = "AZURE_STORAGE_SERVICE_ENDPOINT";

  /** An account's key has 512 bits. */
  private static final int KEY_BYTES = 64;

  private final StoreConfig config;
  private final Map<String, String> environment;

  AzureAccounts(StoreConfig config, Map<String, String> environment) {
    this.config = config;
    this.environment = environment;
  }

  AzureAccount find() {
    checkOneCredential();
    if (config.bool("anonymous", false)) {
      return account(new Anonymous());
    }
    return named().or(this::inEnvironment).orElseGet(() -> account(identity()));
  }

  /** Two of them would leave open which one is meant. */
  private void checkOneCredential() {
    List<String> given =
        Stream.of("connection_string", "account_key", "sas", "credentials", "anonymous")
            .filter(name -> config.text(name).filter(AzureAccounts::isMeant).isPresent())
            .toList();
    if (given.size() > 1) {
      throw misfit(
          "the options '" + given.get(0) + "' and '" + given.get(1) + "' are one too many");
    }
  }

  private static boolean isMeant(String value) {
    return !value.equals("default") && !value.equals("false");
  }

  private Optional<AzureAccount> named() {
    Optional<String> connection = config.text("connection_string");
    if (connection.isPresent()) {
      return Optional.of(connected(connection.get(), "the option 'connection_string'"));
    }
    return config
        .text("account_key")
        .map(key -> account(sharedKey(accountName(), key, "the option 'account_key'")))
        .or(() -> config.text("sas").map(sas -> account(signature(sas, "the option 'sas'"))));
  }

  /** The variables that Azure's command line reads. */
  private Optional<AzureAccount> inEnvironment() {
    String credentials = config.text("credentials").orElse("default");
    if (!List.of("default", "environment").contains(credentials)) {
      return Optional.empty();
    }
    Optional<AzureAccount> found =
        variable(CONNECTION_STRING)
            .map(text -> connected(text, CONNECTION_STRING))
            .or(() -> variable(KEY).map(key -> account(sharedKey(accountName(), key, KEY))))
            .or(() -> variable(SAS).map(sas -> account(signature(sas, SAS))));
    if (found.isEmpty() && credentials.equals("environment")) {
      throw misfit(
          String.format(
              "the option 'credentials' is environment, and none of %s, %s, %s is set",
              CONNECTION_STRING, KEY, SAS));
    }
    return found;
  }

  /** What the environment is set up for; a machine's own identity is the last guess. */
  private Identity identity() {
    String text = config.text("credentials").orElse("default");
    if (text.equals("default")) {
      return new Identity(guessed(), "");
    }
    return Identity.parse(text)
        .orElseThrow(
            () ->
                misfit(
                    "the option 'credentials' is not one of default, environment,"
                        + " service_principal, workload_identity, managed_identity,"
                        + " managed_identity:CLIENT_ID: '"
                        + text
                        + "'"));
  }

  private Source guessed() {
    if (variable("AZURE_FEDERATED_TOKEN_FILE").isPresent()) {
      return Source.WORKLOAD_IDENTITY;
    }
    boolean principal =
        variable("AZURE_CLIENT_SECRET")
            .or(() -> variable("AZURE_CLIENT_CERTIFICATE_PATH"))
            .isPresent();
    return principal ? Source.SERVICE_PRINCIPAL : Source.MANAGED_IDENTITY;
  }

  private AzureAccount connected(String text, String source) {
    ConnectionString parts;
    try {
      parts = ConnectionString.parse(text);
    } catch (IllegalArgumentException e) {
      throw misfit(source + " " + e.getMessage());
    }
    AzureCredential credential =
        parts.key().isPresent()
            ? sharedKey(parts.account().orElseThrow(), parts.key().get(), source)
            : signature(parts.sas().orElseThrow(), source);
    URI endpoint =
        config
            .text("endpoint")
            .map(uri -> server(uri, "the option 'endpoint'"))
            .orElseGet(() -> server(parts.endpoint().orElseThrow(), "BlobEndpoint of " + source));
    return new AzureAccount(withAccount(endpoint, parts.account()), credential);
  }

  private AzureAccount account(AzureCredential credential) {
    Optional<URI> named = endpoint();
    URI endpoint =
        named
            .map(uri -> withAccount(uri, config.text("account").or(() -> variable(ACCOUNT))))
            .orElseGet(this::addressOfAccount);
    if (credential instanceof Identity && !"https".equals(endpoint.getScheme())) {
      throw misfit(
          "none of 'connection_string', 'account_key', 'sas' is set, and the token of an identity"
              + " is sent to an https 'endpoint' only");
    }
    return new AzureAccount(endpoint, credential);
  }

  private URI addressOfAccount() {
    String name = accountName();
    return server("https://" + name + ".blob.core.windows.net", "the account '" + name + "'");
  }

  private Optional<URI> endpoint() {
    return config
        .text("endpoint")
        .map(text -> server(text, "the option 'endpoint'"))
        .or(
            () ->
                config.text("account").isPresent()
                    ? Optional.empty()
                    : variable(ENDPOINT).map(text -> server(text, ENDPOINT)));
  }

  /** Where the host has a port, the account stands in the path. */
  private static URI withAccount(URI endpoint, Optional<String> account) {
    boolean lacksIt = endpoint.getPort() >= 0 && endpoint.getPath().replace("/", "").isEmpty();
    return lacksIt && account.isPresent() ? endpoint.resolve("/" + account.get()) : endpoint;
  }

  private String accountName() {
    return config
        .text("account")
        .or(() -> endpoint().map(AzureAccounts::accountOf))
        .or(() -> variable(ACCOUNT))
        .filter(name -> !name.isEmpty())
        .orElseThrow(
            () ->
                misfit(
                    "neither the option 'account' is set, nor 'endpoint', 'connection_string', "
                        + CONNECTION_STRING
                        + " or "
                        + ACCOUNT));
  }

  private static String accountOf(URI endpoint) {
    String path = endpoint.getPath().replace("/", "");
    return endpoint.getPort() >= 0 ? path : endpoint.getHost().replaceFirst("\\..*", "");
  }

  private SharedKey sharedKey(String account, String key, String source) {
    try {
      int bytes = Base64.getDecoder().decode(key).length;
      if (bytes != KEY_BYTES && endpoint().isEmpty()) {
        throw misfit(
            String.format(
                "the key of %s has %d bytes instead of %d: is it cut?", source, bytes, KEY_BYTES));
      }
    } catch (IllegalArgumentException e) {
      throw misfit("the key of " + source + " is not Base64: is it cut?");
    }
    return new SharedKey(account, key);
  }

  private Sas signature(String text, String source) {
    Sas sas = new Sas(text.startsWith("?") ? text.substring(1) : text, source);
    if (!sas.isSigned()) {
      throw misfit(source + " has no signature, 'sig=': is it cut?");
    }
    return sas;
  }

  private URI server(String text, String source) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw misfit(source + " is no URL");
    }
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!http || uri.getHost() == null || uri.getUserInfo() != null || uri.getQuery() != null) {
      throw misfit(source + " is no http or https URL of a host, without user name and query");
    }
    return uri;
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  private AssetStoreException misfit(String reason) {
    return AzureOptions.misfit(config, reason);
  }
}
