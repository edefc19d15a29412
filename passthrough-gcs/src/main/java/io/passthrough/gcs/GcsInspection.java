package io.passthrough.gcs;

import com.google.cloud.Policy;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.Bucket;
import com.google.cloud.storage.BucketInfo.IamConfiguration;
import com.google.cloud.storage.BucketInfo.SoftDeletePolicy;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobField;
import com.google.cloud.storage.Storage.BlobGetOption;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.Storage.BucketField;
import com.google.cloud.storage.Storage.BucketGetOption;
import com.google.cloud.storage.Storage.BucketSourceOption;
import com.google.cloud.storage.StorageException;
import io.passthrough.api.Finding;
import io.passthrough.api.Finding.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Looks at a bucket's settings. What the credentials may not see is said so. */
final class GcsInspection {

  private static final BucketField[] SETTINGS = {
    BucketField.NAME,
    BucketField.VERSIONING,
    BucketField.SOFT_DELETE_POLICY,
    BucketField.LIFECYCLE,
    BucketField.RETENTION_POLICY,
    BucketField.DEFAULT_EVENT_BASED_HOLD,
    BucketField.IAMCONFIGURATION
  };

  private static final BlobField[] HOLDS = {
    BlobField.NAME, BlobField.TEMPORARY_HOLD, BlobField.EVENT_BASED_HOLD, BlobField.RETENTION
  };

  private static final int LOOKED_AT = 1_000;

  private final GcsOptions options;
  private final GcsConnection connection;
  private final Storage storage;
  private final GcsErrors errors;
  private final List<Finding> findings = new ArrayList<>();
  private boolean bucketSeen;

  GcsInspection(GcsOptions options, GcsConnection connection) {
    this.options = options;
    this.connection = connection;
    this.storage = connection.storage();
    this.errors = connection.errors();
  }

  List<Finding> run() {
    try {
      missingKeys();
      ask("storage.objects.list", this::holds);
      ask("storage.buckets.get", this::settings);
      ask("storage.buckets.getIamPolicy", this::publicAccess);
    } catch (GcsFailure e) {
      throw errors.of("inspect", e);
    }
    findings.sort(Comparator.comparing(Finding::severity));
    return List.copyOf(findings);
  }

  /** A key that nobody has: the answer tells whether a miss can be told from a missing right. */
  private void missingKeys() {
    String name = options.name(".passthrough/probes/" + UUID.randomUUID());
    try {
      call(
          () ->
              storage.get(
                  BlobId.of(options.bucket(), name),
                  payer(BlobGetOption::userProject).toArray(BlobGetOption[]::new)));
    } catch (GcsFailure e) {
      if (!GcsErrors.isDenied(e.thrown())) {
        throw e;
      }
      if (!options.forbiddenAsMissing()) {
        add(
            Severity.ERROR,
            "A missing key is answered with "
                + e.thrown().getCode()
                + ", as to credentials without storage.objects.list",
            "Grant storage.objects.list on the bucket, or set 'forbidden_as_missing: true'");
      }
    }
  }

  private void settings() {
    BucketGetOption[] query =
        Stream.concat(
                Stream.of(BucketGetOption.fields(SETTINGS)), payer(BucketGetOption::userProject))
            .toArray(BucketGetOption[]::new);
    Bucket bucket = storage.get(options.bucket(), query);
    if (bucket == null) {
      throw new StorageException(404, "there is no such bucket");
    }
    undelete(bucket);
    LifecycleRules rules = new LifecycleRules(options);
    bucket.getLifecycleRules().forEach(rule -> rules.finding(rule).ifPresent(findings::add));
    retention(bucket);
    access(bucket.getIamConfiguration());
  }

  private void undelete(Bucket bucket) {
    boolean versions = Boolean.TRUE.equals(bucket.versioningEnabled());
    if (!versions && !isSoft(bucket.getSoftDeletePolicy())) {
      add(
          Severity.WARNING,
          "The bucket has neither versions nor soft delete, so what is deleted by mistake is gone",
          "Turn the bucket's soft delete on, for some weeks");
    }
    if (versions) {
      add(
          Severity.INFO,
          "The bucket keeps versions, also of what prune deletes",
          "Let old versions expire after some weeks, by a lifecycle rule on noncurrent objects");
    }
  }

  private static boolean isSoft(SoftDeletePolicy policy) {
    return policy != null
        && policy.getRetentionDuration() != null
        && !policy.getRetentionDuration().isZero();
  }

  private void retention(Bucket bucket) {
    Duration period = bucket.getRetentionPeriodDuration();
    if (period != null && !period.isZero()) {
      add(
          Severity.ERROR,
          "The bucket's retention policy keeps each object for "
              + period.toSeconds()
              + " s"
              + (Boolean.TRUE.equals(bucket.retentionPolicyIsLocked()) ? ", and is locked" : "")
              + ": prune is refused what is younger, and a gateway cannot renew its lease",
          "Keep the store in a bucket without a retention policy");
    }
    if (Boolean.TRUE.equals(bucket.getDefaultEventBasedHold())) {
      add(
          Severity.ERROR,
          "The bucket puts a hold on every new object, so prune is refused all",
          "Turn the bucket's default event-based hold off");
    }
  }

  private void access(IamConfiguration access) {
    if (access == null || !Boolean.TRUE.equals(access.isUniformBucketLevelAccessEnabled())) {
      add(
          Severity.WARNING,
          "Access is not uniform: lists of single objects grant rights beside the bucket's roles",
          "Turn the bucket's uniform bucket-level access on");
    }
  }

  private void holds() {
    BlobListOption[] query =
        Stream.concat(
                Stream.of(
                    BlobListOption.prefix(options.name("")),
                    BlobListOption.pageSize(LOOKED_AT),
                    BlobListOption.fields(HOLDS)),
                payer(BlobListOption::userProject))
            .toArray(BlobListOption[]::new);
    List<String> held = new ArrayList<>();
    Iterable<Blob> objects = storage.list(options.bucket(), query).getValues();
    bucketSeen = true;
    for (Blob each : objects) {
      if (isHeld(each)) {
        held.add(each.getName());
      }
    }
    if (!held.isEmpty()) {
      add(
          Severity.WARNING,
          "Objects are held, so prune is refused them: "
              + held.size()
              + " of the first "
              + LOOKED_AT
              + ", such as '"
              + held.get(0)
              + "'",
          "Release the holds on what the store may delete");
    }
  }

  private static boolean isHeld(Blob blob) {
    return Boolean.TRUE.equals(blob.getTemporaryHold())
        || Boolean.TRUE.equals(blob.getEventBasedHold())
        || blob.getRetention() != null;
  }

  private void publicAccess() {
    BucketSourceOption[] query =
        Stream.concat(
                Stream.of(BucketSourceOption.requestedPolicyVersion(3)),
                payer(BucketSourceOption::userProject))
            .toArray(BucketSourceOption[]::new);
    Policy policy = storage.getIamPolicy(options.bucket(), query);
    policy.getBindingsList().stream()
        .filter(each -> each.getMembers().stream().anyMatch(GcsInspection::isEverybody))
        .map(each -> each.getRole())
        .forEach(
            role ->
                add(
                    Severity.INFO,
                    "Everybody has the role "
                        + role
                        + " on the bucket, so that records and"
                        + " manifests are public too",
                    "Grant it on the assets only, if that is not meant"));
  }

  private static boolean isEverybody(String member) {
    return member.equals("allUsers") || member.equals("allAuthenticatedUsers");
  }

  /** Servers other than Google's may not know such a setting of a bucket that is there. */
  private void ask(String right, Runnable question) {
    try {
      call(
          () -> {
            question.run();
            return true;
          });
    } catch (GcsFailure e) {
      if (GcsErrors.isDenied(e.thrown())) {
        add(
            Severity.INFO,
            "Not looked at: the right " + right + " is missing",
            "Grant it to doctor");
      } else if (!isUnknown(e.thrown())) {
        throw e;
      }
    }
  }

  private boolean isUnknown(StorageException e) {
    int code = e.getCode();
    return code == 501 || code == 405 || (bucketSeen && code == 404);
  }

  private <T> void call(Question<T> question) {
    connection.calls().run(options.limits().call(), call -> Optional.ofNullable(question.ask()));
  }

  private interface Question<T> {
    T ask();
  }

  private interface Payer<T> {
    T of(String project);
  }

  private <T> Stream<T> payer(Payer<T> option) {
    return options.project().map(option::of).stream();
  }

  private void add(Severity severity, String message, String next) {
    findings.add(new Finding(severity, message, next));
  }
}
