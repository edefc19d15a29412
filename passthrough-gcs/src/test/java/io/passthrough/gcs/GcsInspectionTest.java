package io.passthrough.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Finding;
import io.passthrough.api.Finding.Severity;
import io.passthrough.gcs.CannedServer.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator is told of a bucket. */
class GcsInspectionTest {

  private static final Answer MISSING = CannedServer.error(404, "notFound");
  private static final Answer DENIED = CannedServer.error(403, "forbidden");
  private static final Answer NO_OBJECTS = CannedServer.json("{}");
  private static final Answer PRIVATE = CannedServer.json("{\"version\":1,\"bindings\":[]}");
  private static final String SOFT =
      "\"softDeletePolicy\":{\"retentionDurationSeconds\":\"604800\"}";
  private static final String UNIFORM =
      "\"iamConfiguration\":{\"uniformBucketLevelAccess\":{\"enabled\":true}}";

  @Test
  void bucket_asItShouldBe_hasNoFinding() {
    assertThat(findings(bucket(SOFT, UNIFORM), NO_OBJECTS, PRIVATE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '!',
      value = {
        "WARNING | \"kind\":\"storage#bucket\"            | The bucket has neither versions nor soft delete",
        "INFO    | \"versioning\":{\"enabled\":true}     | The bucket keeps versions",
        "ERROR   | \"retentionPolicy\":{\"retentionPeriod\":\"3600\",\"isLocked\":true} | The bucket's retention policy keeps each object for 3600 s, and is locked",
        "ERROR   | \"defaultEventBasedHold\":true          | The bucket puts a hold on every new object",
      })
  void setting_thatMatters_isNamed(Severity severity, String setting, String message) {
    String soft = severity == Severity.ERROR ? SOFT : "\"id\":\"web\"";

    assertThat(findings(bucket(soft, UNIFORM, setting), NO_OBJECTS, PRIVATE))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(severity);
              assertThat(finding.message()).startsWith(message);
            });
  }

  @Test
  void access_notUniform_isNamed() {
    assertThat(findings(bucket(SOFT), NO_OBJECTS, PRIVATE))
        .extracting(Finding::message)
        .singleElement()
        .asString()
        .startsWith("Access is not uniform");
  }

  @Test
  void access_ofEverybody_isNamedWithItsRole() {
    Answer open =
        CannedServer.json(
            "{\"version\":1,\"bindings\":[{\"role\":\"roles/storage.objectViewer\",\"members\":[\"allUsers\"]}]}");

    assertThat(findings(bucket(SOFT, UNIFORM), NO_OBJECTS, open))
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.message())
                    .startsWith("Everybody has the role roles/storage.objectViewer"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '!',
      value = {
        "{\"age\":30}                                        | A lifecycle rule deletes objects of the store (after 30 days)",
        "{\"age\":30,\"matchesPrefix\":[\"shop/js/\"]}         | A lifecycle rule deletes objects of the store (after 30 days)",
        "{\"createdBefore\":\"2026-01-01\"}                   | A lifecycle rule deletes objects of the store (put before 2026-01-01)",
      })
  void rule_thatDeletesLiveObjects_isAnError(String condition, String message) {
    Finding worst =
        findings(bucket(SOFT, UNIFORM, rule("Delete", condition)), NO_OBJECTS, PRIVATE).get(0);

    assertThat(worst.severity()).isEqualTo(Severity.ERROR);
    assertThat(worst.message()).startsWith(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '!',
      value = {
        "{\"age\":30,\"matchesPrefix\":[\"logs/\"]}",
        "{\"age\":30,\"isLive\":false}",
        "{\"numNewerVersions\":3}",
        "{\"daysSinceNoncurrentTime\":30}",
        "{\"daysSinceCustomTime\":30}",
      })
  void rule_thatLeavesOursAlone_isNotNamed(String condition) {
    assertThat(findings(bucket(SOFT, UNIFORM, rule("Delete", condition)), NO_OBJECTS, PRIVATE))
        .isEmpty();
  }

  @Test
  void rule_thatMovesToAColderClass_isNamed() {
    String rule =
        "\"lifecycle\":{\"rule\":[{\"action\":{\"type\":\"SetStorageClass\",\"storageClass\":\"COLDLINE\"},\"condition\":{\"age\":1}}]}";

    assertThat(findings(bucket(SOFT, UNIFORM, rule), NO_OBJECTS, PRIVATE))
        .singleElement()
        .satisfies(finding -> assertThat(finding.message()).contains("to the class COLDLINE"));
  }

  @Test
  void objects_held_areCounted() {
    String held = CannedServer.description("a.js", 1, 1).replace("{", "{\"temporaryHold\":true,");
    Answer objects =
        CannedServer.json(
            "{\"items\":[" + held + "," + CannedServer.description("b.js", 1, 1) + "]}");

    assertThat(findings(bucket(SOFT, UNIFORM), objects, PRIVATE))
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.message()).contains("1 of the first 1000, such as 'shop/a.js'"));
  }

  @Test
  void rights_allMissing_recommendForbiddenAsMissing() {
    try (CannedServer server = CannedServer.of(DENIED);
        AssetStore store = server.open()) {
      assertThat(store.inspect())
          .extracting(Finding::severity)
          .containsExactly(Severity.ERROR, Severity.INFO, Severity.INFO, Severity.INFO);
      assertThat(store.inspect().get(0).next()).contains("'forbidden_as_missing: true'");
    }
  }

  @Test
  void rights_missingAndSaidSo_areNoErrors() {
    try (CannedServer server = CannedServer.of(DENIED);
        AssetStore store = server.open("forbidden_as_missing", "true")) {
      assertThat(store.inspect()).extracting(Finding::severity).containsOnly(Severity.INFO);
    }
  }

  @Test
  void settings_thatTheServerDoesNotKnow_areLeftOut() {
    Answer unknown = CannedServer.error(501, "notImplemented");
    try (CannedServer server =
            CannedServer.of(MISSING, NO_OBJECTS, bucket(SOFT, UNIFORM), unknown);
        AssetStore store = server.open()) {
      assertThat(store.inspect()).isEmpty();
    }
  }

  @Test
  void bucket_missing_isUnavailable() {
    try (CannedServer server = CannedServer.of(MISSING);
        AssetStore store = server.open()) {
      assertThatThrownBy(store::inspect)
          .isInstanceOfSatisfying(
              AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
    }
  }

  @Test
  void everyQuestion_project_isNamed() {
    try (CannedServer server =
            CannedServer.of(MISSING, NO_OBJECTS, bucket(SOFT, UNIFORM), PRIVATE);
        AssetStore store = server.open("project", "payer")) {
      store.inspect();

      assertThat(server.requests())
          .hasSize(4)
          .allSatisfy(
              request -> assertThat(request.uri().getQuery()).contains("userProject=payer"));
    }
  }

  private static List<Finding> findings(Answer bucket, Answer objects, Answer policy) {
    try (CannedServer server = CannedServer.of(MISSING, objects, bucket, policy);
        AssetStore store = server.open()) {
      return store.inspect();
    }
  }

  private static Answer bucket(String... settings) {
    return CannedServer.json("{" + String.join(",", settings) + ",\"name\":\"web\"}");
  }

  private static String rule(String action, String condition) {
    return "\"lifecycle\":{\"rule\":[{\"action\":{\"type\":\""
        + action
        + "\"},\"condition\":"
        + condition
        + "}]}";
  }
}
