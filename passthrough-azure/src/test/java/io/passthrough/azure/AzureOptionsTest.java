package io.passthrough.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.api.Access;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.StoreConfig;
import io.passthrough.azure.AzureCredential.Identity;
import io.passthrough.azure.AzureCredential.Sas;
import io.passthrough.azure.AzureCredential.SharedKey;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What options and variables mean and which are refused. */
class AzureOptionsTest {

  private static final String KEY = Azurite.KEY;
  private static final String WHOLE =
      "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=" + KEY;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "connections   | 0                 | 'connections' must be at least 1",
        "call_timeout  | 0s                | 'call_timeout' must be above 0",
        "credentials   | profile           | 'credentials' is not one of",
        "endpoint      | localhost:900     | 'endpoint' is no http or https URL",
        "endpoint      | http://a b        | 'endpoint' is no URL",
        "endpoint      | http://a/b?sig=x  | 'endpoint' is no http or https URL",
        "account       | no_account        | the account 'no_account' is no http or https URL",
        "account_key   | a b               | 'account_key' is not Base64",
        "account_key   | c2hvcnQ=          | 'account_key' has 5 bytes instead of 64",
        "sas           | sv=2024&se=2030   | 'sas' has no signature",
        "ca_bundle     | /no/such/file     | 'ca_bundle' names no PEM file",
      })
  void open_valueThatDoesNotFit_isRefusedByName(String option, String value, String reason) {
    Map<String, String> options = new HashMap<>(Map.of("container", "web", "account", "shop"));
    if (option.equals("ca_bundle")) {
      options.put("anonymous", "true");
    }
    options.put(option, value);

    assertThatThrownBy(() -> new AzureProvider().open(config(options)))
        .isInstanceOfSatisfying(
            AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID))
        .hasMessageStartingWith("Cannot open: ")
        .hasMessageContaining(reason)
        .hasMessageNotContaining("sig=x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DefaultEndpointsProtocol=https;AccountName=shop;AccountK",
        "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=",
        "DefaultEndpointsProtocol=https;AccountName=shop",
        "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=Eby8vdM02xNOcqFlqUwJPL",
        "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=Eby8v",
        "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1",
        "BlobEndpoint=https://shop.example.com/;SharedAccessSignature=sv=2024",
        "no connection string at all",
      })
  void connectionString_thatIsCut_isRefusedWithoutItsText(String cut) {
    Map<String, String> options = Map.of("container", "web", "connection_string", cut);

    assertThatThrownBy(() -> find(options, Map.of()))
        .isInstanceOfSatisfying(
            AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID))
        .hasMessageContaining("'connection_string'")
        .hasMessageNotContaining("Eby8v")
        .hasMessageNotContaining("at all");
  }

  @Test
  void container_andTheVariableOfAConnectionString_areEnough() {
    AzureAccount found =
        find(Map.of("container", "web"), Map.of("AZURE_STORAGE_CONNECTION_STRING", WHOLE));

    assertThat(found.endpoint()).isEqualTo(URI.create("https://shop.blob.core.windows.net"));
    assertThat(found.credential()).isEqualTo(new SharedKey("shop", KEY));
  }

  @Test
  void connectionString_ofTheDevelopmentStorage_isTheEmulators() {
    AzureAccount found =
        find(
            Map.of("container", "web", "connection_string", "UseDevelopmentStorage=true;"),
            Map.of());

    assertThat(found.endpoint()).isEqualTo(URI.create("http://127.0.0.1:10000/devstoreaccount1"));
    assertThat(found.credential()).isEqualTo(new SharedKey(Azurite.ACCOUNT, KEY));
  }

  @Test
  void connectionString_withASignatureAndAnotherCloud_isTaken() {
    String text = "AccountName=shop;EndpointSuffix=core.example.net;SharedAccessSignature=?sig=s";

    AzureAccount found = find(Map.of("container", "web", "connection_string", text), Map.of());

    assertThat(found.endpoint()).isEqualTo(URI.create("https://shop.blob.core.example.net"));
    assertThat(found.credential()).isEqualTo(new Sas("sig=s", "the option 'connection_string'"));
  }

  @Test
  void endpoint_withAPort_hasTheAccountInItsPath() {
    AzureAccount found =
        find(
            Map.of(
                "container", "web",
                "endpoint", "http://127.0.0.1:10000",
                "account", "shop",
                "account_key", KEY),
            Map.of());

    assertThat(found.endpoint()).isEqualTo(URI.create("http://127.0.0.1:10000/shop"));
  }

  @Test
  void variables_ofAzuresCommandLine_areTaken() {
    AzureAccount byKey =
        find(
            Map.of("container", "web"),
            Map.of("AZURE_STORAGE_ACCOUNT", "shop", "AZURE_STORAGE_KEY", KEY));
    AzureAccount bySas =
        find(
            Map.of("container", "web", "credentials", "environment"),
            Map.of("AZURE_STORAGE_ACCOUNT", "shop", "AZURE_STORAGE_SAS_TOKEN", "sv=1&sig=s"));

    assertThat(byKey.credential()).isEqualTo(new SharedKey("shop", KEY));
    assertThat(bySas.credential()).isEqualTo(new Sas("sv=1&sig=s", "AZURE_STORAGE_SAS_TOKEN"));
  }

  @ParameterizedTest
  @CsvSource({
    "AZURE_FEDERATED_TOKEN_FILE, /var/run/token, workload_identity",
    "AZURE_CLIENT_SECRET, secret, service_principal",
    "HOME, /root, managed_identity",
  })
  void identity_ofDefaults_isWhatTheEnvironmentIsSetUpFor(
      String variable, String value, String identity) {
    AzureAccount found =
        find(Map.of("container", "web", "account", "shop"), Map.of(variable, value));

    assertThat(found.credential()).isInstanceOf(Identity.class).hasToString(identity);
  }

  @Test
  void identity_byItsClientId_isThatOne() {
    AzureAccount found =
        find(
            Map.of("container", "web", "account", "shop", "credentials", "managed_identity:4711"),
            Map.of());

    assertThat(found.credential()).hasToString("managed_identity:4711");
  }

  @Test
  void identity_withoutTls_isRefused() {
    assertThatThrownBy(
            () ->
                find(
                    Map.of(
                        "container", "web",
                        "endpoint", "http://shop.example.com",
                        "credentials", "managed_identity"),
                    Map.of()))
        .hasMessageContaining("an https 'endpoint' only");
  }

  @Test
  void credentials_twoOfThem_areRefusedByName() {
    assertThatThrownBy(
            () ->
                find(
                    Map.of("container", "web", "account", "a", "account_key", KEY, "sas", "sig=s"),
                    Map.of()))
        .hasMessageContaining("'account_key' and 'sas' are one too many");
  }

  @Test
  void credentials_ofAnEnvironmentWithout_areRefusedAndNamed() {
    assertThatThrownBy(
            () -> find(Map.of("container", "web", "credentials", "environment"), Map.of()))
        .hasMessageContaining("AZURE_STORAGE_CONNECTION_STRING, AZURE_STORAGE_KEY");
  }

  @Test
  void account_nowhere_isNamed() {
    assertThatThrownBy(() -> find(Map.of("container", "web", "sas", "sig=s"), Map.of()))
        .hasMessageContaining("neither the option 'account' is set, nor 'endpoint'");
  }

  @Test
  void prefix_thatAzureCannotHold_isRefused() {
    StoreConfig config =
        new StoreConfig(
            Map.of("container", "web", "account", "shop", "sas", "sig=s"), "shop.", Access.READ);

    assertThatThrownBy(() -> AzureOptions.of(config, Map.of()))
        .hasMessageContaining("the option 'key' does not fit");
  }

  @Test
  void secrets_inTextsOfValues_areNotShown() {
    assertThat(new SharedKey("shop", "hidden").toString()).doesNotContain("hidden");
    assertThat(new Sas("sig=hidden", "an option").toString()).doesNotContain("hidden");
    assertThat(ConnectionString.parse(WHOLE).toString()).doesNotContain("Eby8v");
    assertThat(find(Map.of("container", "web", "connection_string", WHOLE), Map.of()).toString())
        .doesNotContain("Eby8v");
  }

  private static AzureAccount find(Map<String, String> options, Map<String, String> environment) {
    return AzureOptions.of(config(options), environment).account();
  }

  private static StoreConfig config(Map<String, String> options) {
    return new StoreConfig(options, "shop", Access.READ);
  }
}
