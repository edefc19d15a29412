package io.passthrough.s3;

import io.passthrough.api.Finding;
import io.passthrough.api.Finding.Severity;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleExpiration;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.TransitionStorageClass;

/** What a bucket's lifecycle rules would do to a store's objects. */
final class LifecycleRules {

  private static final Set<TransitionStorageClass> ARCHIVES =
      Set.of(TransitionStorageClass.GLACIER, TransitionStorageClass.DEEP_ARCHIVE);

  private final String ours;

  LifecycleRules(S3Options options) {
    this.ours = options.name("");
  }

  /** Whether it is on and about names that begin like ours. */
  boolean isOurs(LifecycleRule rule) {
    String prefix = prefix(rule);
    return rule.status() == ExpirationStatus.ENABLED
        && (prefix.startsWith(ours) || ours.startsWith(prefix));
  }

  @SuppressWarnings("deprecation") // Old rules have their prefix in the deprecated place.
  private static String prefix(LifecycleRule rule) {
    LifecycleRuleFilter filter = rule.filter();
    String inFilter = filter == null ? null : prefix(filter);
    return Optional.ofNullable(inFilter).or(() -> Optional.ofNullable(rule.prefix())).orElse("");
  }

  private static @Nullable String prefix(LifecycleRuleFilter filter) {
    return filter.prefix() == null && filter.and() != null
        ? filter.and().prefix()
        : filter.prefix();
  }

  static boolean endsUploads(LifecycleRule rule) {
    return rule.abortIncompleteMultipartUpload() != null;
  }

  static Optional<Finding> finding(LifecycleRule rule) {
    String name = "The lifecycle rule '" + rule.id() + "' ";
    if (deletes(rule.expiration())) {
      return Optional.of(
          new Finding(
              Severity.ERROR,
              name + "deletes objects of the store by their age, also those of live releases",
              "Turn the rule off for the store's prefix: prune deletes what nobody needs"));
    }
    if (rule.transitions().stream().anyMatch(each -> ARCHIVES.contains(each.storageClass()))) {
      return Optional.of(
          new Finding(
              Severity.ERROR,
              name + "archives objects of the store, which cannot be read then",
              "Turn the rule off for the store's prefix"));
    }
    return Optional.empty();
  }

  private static boolean deletes(@Nullable LifecycleExpiration expiration) {
    return expiration != null && (expiration.days() != null || expiration.date() != null);
  }
}
