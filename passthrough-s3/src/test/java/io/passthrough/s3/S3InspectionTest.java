package io.passthrough.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Finding;
import io.passthrough.api.Finding.Severity;
import io.passthrough.s3.CannedServer.Answer;
import org.junit.jupiter.api.Test;

/** What an operator is told of a bucket. */
class S3InspectionTest {

  private static final Answer MISSING = CannedServer.error(404, "NoSuchKey");
  private static final Answer DENIED = CannedServer.error(403, "AccessDenied");
  private static final Answer VERSIONED =
      CannedServer.xml(
          "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
  private static final Answer ABORTING =
      rule(
          "<AbortIncompleteMultipartUpload><DaysAfterInitiation>1</DaysAfterInitiation>"
              + "</AbortIncompleteMultipartUpload>",
          "");
  private static final Answer NO_UPLOADS =
      CannedServer.xml("<ListMultipartUploadsResult></ListMultipartUploadsResult>");

  @Test
  void bucket_asItShouldBe_hasNoFinding() {
    try (CannedServer server = CannedServer.of(MISSING, VERSIONED, ABORTING, NO_UPLOADS);
        AssetStore store = server.open()) {
      assertThat(store.inspect()).isEmpty();
    }
  }

  @Test
  void bucket_withoutVersions_isNamed() {
    Answer none = CannedServer.xml("<VersioningConfiguration/>");
    try (CannedServer server = CannedServer.of(MISSING, none, ABORTING, NO_UPLOADS);
        AssetStore store = server.open()) {
      assertThat(store.inspect())
          .singleElement()
          .satisfies(
              finding -> assertThat(finding.message()).startsWith("The bucket keeps no versions"));
    }
  }

  @Test
  void rule_thatDeletesByAge_isAnError() {
    Answer deleting = rule("<Expiration><Days>30</Days></Expiration>", "shop/js/");
    try (CannedServer server = CannedServer.of(MISSING, VERSIONED, deleting, NO_UPLOADS);
        AssetStore store = server.open()) {
      Finding worst = store.inspect().get(0);

      assertThat(worst.severity()).isEqualTo(Severity.ERROR);
      assertThat(worst.message()).startsWith("The lifecycle rule 'r1' deletes objects");
    }
  }

  @Test
  void rule_ofAnotherPrefix_isNoneOfOurs() {
    Answer other = rule("<Expiration><Days>30</Days></Expiration>", "logs/");
    try (CannedServer server = CannedServer.of(MISSING, VERSIONED, other, NO_UPLOADS);
        AssetStore store = server.open()) {
      assertThat(store.inspect()).extracting(Finding::severity).containsExactly(Severity.INFO);
    }
  }

  @Test
  void rule_thatArchives_isAnError() {
    Answer archiving =
        rule(
            "<Transition><Days>1</Days><StorageClass>DEEP_ARCHIVE</StorageClass></Transition>", "");
    try (CannedServer server = CannedServer.of(MISSING, VERSIONED, archiving, NO_UPLOADS);
        AssetStore store = server.open()) {
      assertThat(store.inspect().get(0).message()).contains("archives objects of the store");
    }
  }

  @Test
  void uploads_abandoned_areCounted() {
    Answer one =
        CannedServer.xml(
            "<ListMultipartUploadsResult><Upload><Key>shop/a</Key><UploadId>u</UploadId>"
                + "<Initiated>2020-01-01T00:00:00.000Z</Initiated></Upload>"
                + "</ListMultipartUploadsResult>");
    try (CannedServer server = CannedServer.of(MISSING, VERSIONED, ABORTING, one);
        AssetStore store = server.open()) {
      assertThat(store.inspect())
          .singleElement()
          .satisfies(finding -> assertThat(finding.message()).endsWith("which cost: 1"));
    }
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
    try (CannedServer server = CannedServer.of(MISSING, CannedServer.error(501, "NotImplemented"));
        AssetStore store = server.open()) {
      assertThat(store.inspect()).isEmpty();
    }
  }

  @Test
  void rules_none_isSaid() {
    try (CannedServer server =
            CannedServer.of(
                MISSING,
                VERSIONED,
                CannedServer.error(404, "NoSuchLifecycleConfiguration"),
                NO_UPLOADS);
        AssetStore store = server.open()) {
      assertThat(store.inspect())
          .singleElement()
          .satisfies(finding -> assertThat(finding.message()).startsWith("No lifecycle rule ends"));
    }
  }

  @Test
  void bucket_missing_isUnavailable() {
    try (CannedServer server = CannedServer.of(CannedServer.error(404, "NoSuchBucket"));
        AssetStore store = server.open()) {
      assertThatThrownBy(store::inspect)
          .isInstanceOfSatisfying(
              AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
    }
  }

  @Test
  void everyQuestion_expectedOwner_isNamed() {
    try (CannedServer server = CannedServer.of(MISSING, VERSIONED, ABORTING, NO_UPLOADS);
        AssetStore store = server.open("expected_bucket_owner", "111122223333")) {
      store.inspect();

      assertThat(server.requests())
          .hasSize(4)
          .allSatisfy(
              request -> assertThat(request.headers()).containsKey("X-amz-expected-bucket-owner"));
    }
  }

  @Test
  void conditionalWrites_missing_areNamed() {
    try (CannedServer server = CannedServer.of(MISSING, VERSIONED, ABORTING, NO_UPLOADS);
        AssetStore store = server.open("conditional_writes", "none")) {
      assertThat(store.inspect())
          .singleElement()
          .satisfies(
              finding ->
                  assertThat(finding.message()).contains("cannot create an object only if it is"));
    }
  }

  @Test
  void consistency_missing_isNamed() {
    try (CannedServer server = CannedServer.of(MISSING, VERSIONED, ABORTING, NO_UPLOADS);
        AssetStore store = server.open("strong_consistency", "none")) {
      assertThat(store.inspect())
          .singleElement()
          .satisfies(
              finding ->
                  assertThat(finding.message()).startsWith("The server shows late what was put"));
    }
  }

  private static Answer rule(String action, String prefix) {
    return CannedServer.xml(
        "<LifecycleConfiguration><Rule><ID>r1</ID><Status>Enabled</Status><Filter><Prefix>"
            + prefix
            + "</Prefix></Filter>"
            + action
            + "</Rule></LifecycleConfiguration>");
  }
}
