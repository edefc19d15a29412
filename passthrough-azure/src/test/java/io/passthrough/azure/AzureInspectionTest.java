package io.passthrough.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Finding;
import io.passthrough.api.Finding.Severity;
import io.passthrough.azure.CannedServer.Answer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an operator is told of a container and its account. */
class AzureInspectionTest {

  private static final Answer DENIED = CannedServer.error(403, "AuthorizationFailure");
  private static final String RULES = "Not looked at: lifecycle rules, which only Azure's";

  /** What is answered, by the kind of question; as it should be, unless a test says otherwise. */
  private final Map<String, Answer> answers =
      new HashMap<>(
          Map.of(
              "container", CannedServer.object(""),
              "list", list("<AccessTier>Hot</AccessTier>"),
              "service", service(true, false),
              "blob", CannedServer.with("x-ms-version-id", "2026-07-01", CannedServer.object("")),
              "account",
                  CannedServer.with("x-ms-is-hns-enabled", "false", CannedServer.object(""))));

  @Test
  void container_asItShouldBe_hasOnlyWhatCannotBeSeen() {
    assertThat(inspect())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.INFO);
              assertThat(finding.message()).startsWith(RULES);
            });
  }

  @Test
  void softDelete_off_isNamed() {
    answers.put("service", service(false, false));

    assertThat(messages()).anyMatch(message -> message.startsWith("Soft delete is off"));
  }

  @Test
  void versions_notKept_areNamed() {
    answers.put("blob", CannedServer.object(""));

    assertThat(messages()).contains("The account keeps no versions of blobs");
  }

  @Test
  void legalHold_isNamed() {
    answers.put(
        "container", CannedServer.with("x-ms-has-legal-hold", "true", CannedServer.object("")));

    assertThat(inspect().get(0))
        .satisfies(finding -> assertThat(finding.message()).startsWith("A legal hold is on the"))
        .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.WARNING));
  }

  @Test
  void immutabilityPolicy_isNamed() {
    answers.put(
        "container",
        CannedServer.with("x-ms-has-immutability-policy", "true", CannedServer.object("")));

    assertThat(messages()).anyMatch(message -> message.contains("has an immutability policy"));
  }

  @Test
  void objects_thatAreArchived_areAnError() {
    answers.put("list", list("<AccessTier>Archive</AccessTier>"));

    assertThat(inspect().get(0).severity()).isEqualTo(Severity.ERROR);
    assertThat(inspect().get(0).message()).contains("archived", "of the first 1: 1");
  }

  @Test
  void objects_thatExpire_areAnError() {
    answers.put("list", list("<Expiry-Time>Wed, 01 Jul 2099 10:00:00 GMT</Expiry-Time>"));

    assertThat(inspect().get(0).message()).contains("expire by themselves");
  }

  @Test
  void namespace_thatIsHierarchical_isNamed() {
    answers.put(
        "account", CannedServer.with("x-ms-is-hns-enabled", "true", CannedServer.object("")));

    assertThat(messages()).anyMatch(message -> message.contains("hierarchical namespace"));
  }

  @Test
  void website_whoseContainerItIs_isNamed() {
    answers.put("service", service(true, true));

    assertThat(inspect("container", "$web"))
        .extracting(Finding::message)
        .anyMatch(message -> message.contains("account's static website"));
    assertThat(messages()).noneMatch(message -> message.contains("account's static website"));
  }

  @Test
  void rights_missing_areSaid() {
    answers.put("container", DENIED);
    answers.put("service", DENIED);
    answers.put("account", DENIED);

    assertThat(inspect()).extracting(Finding::severity).containsOnly(Severity.INFO);
    assertThat(messages())
        .contains(
            "Not looked at: the account's settings, as the right to read the service's properties"
                + " is missing");
  }

  @Test
  void settings_thatTheServerDoesNotKnow_areLeftOut() {
    answers.put("account", CannedServer.error(501, "NotImplemented"));

    assertThat(messages()).singleElement().asString().startsWith(RULES);
  }

  @Test
  void container_missing_isUnavailable() {
    answers.put("container", CannedServer.error(404, "ContainerNotFound"));

    assertThatThrownBy(this::inspect)
        .isInstanceOfSatisfying(
            AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
  }

  private List<String> messages() {
    return inspect().stream().map(Finding::message).toList();
  }

  private List<Finding> inspect(String... options) {
    try (CannedServer server =
            CannedServer.of(exchange -> answers.get(kind(exchange)).to(exchange));
        AssetStore store = server.open(signed(options))) {
      return store.inspect();
    }
  }

  private static String[] signed(String... options) {
    return Stream.concat(Stream.of("anonymous", "false", "sas", "sig=s"), Arrays.stream(options))
        .toArray(String[]::new);
  }

  private static String kind(HttpExchange exchange) {
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    if (query.contains("comp=list")) {
      return "list";
    }
    if (query.contains("restype=service")) {
      return "service";
    }
    if (query.contains("restype=account")) {
      return "account";
    }
    return query.contains("restype=container") ? "container" : "blob";
  }

  private static Answer list(String properties) {
    return CannedServer.xml(
        "<EnumerationResults><Blobs><Blob><Name>shop/a.js</Name><Properties>"
            + "<Last-Modified>Wed, 01 Jul 2026 10:00:00 GMT</Last-Modified><Etag>0x8</Etag>"
            + "<Content-Length>1</Content-Length>"
            + properties
            + "</Properties></Blob></Blobs><NextMarker/></EnumerationResults>");
  }

  private static Answer service(boolean softDelete, boolean website) {
    return CannedServer.xml(
        "<StorageServiceProperties><DeleteRetentionPolicy><Enabled>"
            + softDelete
            + "</Enabled></DeleteRetentionPolicy><StaticWebsite><Enabled>"
            + website
            + "</Enabled></StaticWebsite></StorageServiceProperties>");
  }
}
