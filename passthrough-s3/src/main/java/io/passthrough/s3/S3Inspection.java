package io.passthrough.s3;

import io.passthrough.api.Capability;
import io.passthrough.api.Finding;
import io.passthrough.api.Finding.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Looks at a bucket's settings and leftovers. What the credentials may not see is said so. */
final class S3Inspection {

  private static final Duration ABANDONED = Duration.ofDays(1);

  private final S3Options options;
  private final S3Client client;
  private final S3Errors errors;
  private final List<Finding> findings = new ArrayList<>();

  S3Inspection(S3Options options, S3Connection connection) {
    this.options = options;
    this.client = connection.client();
    this.errors = connection.errors();
  }

  List<Finding> run(Set<Capability> capabilities) {
    if (!capabilities.contains(Capability.CREATE_IF_ABSENT)) {
      add(
          Severity.WARNING,
          "The server cannot create an object only if it is absent, so nothing can be published",
          "Keep the store on a server that knows conditional writes");
    }
    if (!capabilities.contains(Capability.STRONG_CONSISTENCY)) {
      add(
          Severity.WARNING,
          "The server shows late what was put or deleted, so hosts may see a release late",
          "Keep the store on a server that is strongly consistent");
    }
    try {
      missingKeys();
      ask("s3:GetBucketVersioning", this::versioning);
      ask("s3:GetLifecycleConfiguration", this::lifecycle);
      ask("s3:ListBucketMultipartUploads", this::uploads);
    } catch (SdkException e) {
      throw errors.of("inspect", e);
    }
    findings.sort(Comparator.comparing(Finding::severity));
    return List.copyOf(findings);
  }

  /** A key that nobody has: the answer tells whether a miss can be told from a missing right. */
  private void missingKeys() {
    GetObjectRequest.Builder get =
        GetObjectRequest.builder()
            .bucket(options.bucket())
            .key(options.name(".passthrough/probes/" + UUID.randomUUID()));
    options.expectedBucketOwner().ifPresent(get::expectedBucketOwner);
    try {
      client.getObject(get.build()).abort();
    } catch (SdkException e) {
      if (isDenied(e) && !options.forbiddenAsMissing()) {
        add(
            Severity.ERROR,
            "A missing key is answered with 403, as to credentials without s3:ListBucket",
            "Grant s3:ListBucket on the bucket, or set 'forbidden_as_missing: true'");
      } else if (!errors.isMissing(e)) {
        throw e;
      }
    }
  }

  private void versioning() {
    GetBucketVersioningRequest.Builder get =
        GetBucketVersioningRequest.builder().bucket(options.bucket());
    options.expectedBucketOwner().ifPresent(get::expectedBucketOwner);
    if (client.getBucketVersioning(get.build()).status() != BucketVersioningStatus.ENABLED) {
      add(
          Severity.WARNING,
          "The bucket keeps no versions, so what is deleted by mistake is gone",
          "Turn the bucket's versioning on, and let old versions expire after some weeks");
    }
  }

  private void lifecycle() {
    GetBucketLifecycleConfigurationRequest.Builder get =
        GetBucketLifecycleConfigurationRequest.builder().bucket(options.bucket());
    options.expectedBucketOwner().ifPresent(get::expectedBucketOwner);
    List<LifecycleRule> rules =
        client.getBucketLifecycleConfiguration(get.build()).rules().stream()
            .filter(new LifecycleRules(options)::isOurs)
            .toList();
    rules.forEach(rule -> LifecycleRules.finding(rule).ifPresent(findings::add));
    if (rules.stream().noneMatch(LifecycleRules::endsUploads)) {
      addNoRule();
    }
  }

  private void addNoRule() {
    add(
        Severity.INFO,
        "No lifecycle rule ends uploads in parts that a killed process left",
        "Add a rule that aborts incomplete multipart uploads after a day");
  }

  private void uploads() {
    ListMultipartUploadsRequest.Builder list =
        ListMultipartUploadsRequest.builder().bucket(options.bucket()).prefix(options.name(""));
    options.expectedBucketOwner().ifPresent(list::expectedBucketOwner);
    Instant abandoned = Instant.now().minus(ABANDONED);
    long count =
        client.listMultipartUploads(list.build()).uploads().stream()
            .filter(upload -> Optional.ofNullable(upload.initiated()).isPresent())
            .filter(upload -> upload.initiated().isBefore(abandoned))
            .count();
    if (count > 0) {
      add(
          Severity.WARNING,
          "Uploads in parts that began more than a day ago and never ended, which cost: " + count,
          "Add a lifecycle rule that aborts incomplete multipart uploads after a day");
    }
  }

  /** Other servers than Amazon's may not know such a setting at all. */
  private void ask(String right, Runnable question) {
    try {
      question.run();
    } catch (S3Exception e) {
      if (isDenied(e)) {
        add(
            Severity.INFO,
            "Not looked at: the right " + right + " is missing",
            "Grant it to doctor");
      } else if (S3Errors.isWithoutRules(e)) {
        addNoRule();
      } else if (!S3Errors.isUnknownRequest(e)) {
        throw e;
      }
    }
  }

  private static boolean isDenied(SdkException e) {
    return e instanceof S3Exception service
        && service.statusCode() == 403
        && S3Errors.code(service).equals("AccessDenied");
  }

  private void add(Severity severity, String message, String next) {
    findings.add(new Finding(severity, message, next));
  }
}
