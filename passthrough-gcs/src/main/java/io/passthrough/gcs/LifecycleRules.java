package io.passthrough.gcs;

import com.google.cloud.storage.BucketInfo.LifecycleRule;
import com.google.cloud.storage.BucketInfo.LifecycleRule.DeleteLifecycleAction;
import com.google.cloud.storage.BucketInfo.LifecycleRule.LifecycleCondition;
import com.google.cloud.storage.BucketInfo.LifecycleRule.SetStorageClassLifecycleAction;
import io.passthrough.api.Finding;
import io.passthrough.api.Finding.Severity;
import java.util.List;
import java.util.Optional;

/**
 * What a bucket's lifecycle rules would do to a store's objects.
 *
 * @see <a href="https://cloud.google.com/storage/docs/lifecycle">Object lifecycle management</a>
 */
final class LifecycleRules {

  private final String ours;

  LifecycleRules(GcsOptions options) {
    this.ours = options.name("");
  }

  Optional<Finding> finding(LifecycleRule rule) {
    LifecycleCondition condition = rule.getCondition();
    if (!isAboutLive(condition) || !isOurs(condition.getMatchesPrefix())) {
      return Optional.empty();
    }
    if (rule.getAction() instanceof DeleteLifecycleAction) {
      return Optional.of(
          new Finding(
              Severity.ERROR,
              "A lifecycle rule deletes objects of the store ("
                  + when(condition)
                  + "), also those of live releases",
              "Turn the rule off for the store's prefix: prune deletes what nobody needs"));
    }
    if (rule.getAction() instanceof SetStorageClassLifecycleAction moved) {
      return Optional.of(
          new Finding(
              Severity.WARNING,
              "A lifecycle rule moves objects of the store to the class "
                  + moved.getStorageClass()
                  + " ("
                  + when(condition)
                  + "), where each read costs",
              "Turn the rule off for the store's prefix"));
    }
    return Optional.empty();
  }

  /**
   * A rule's conditions hold together, so one that only an old version can meet leaves live objects
   * alone. Ours have no custom time.
   */
  private static boolean isAboutLive(LifecycleCondition condition) {
    return !Boolean.FALSE.equals(condition.getIsLive())
        && isZero(condition.getNumberOfNewerVersions())
        && condition.getDaysSinceNoncurrentTime() == null
        && condition.getNoncurrentTimeBeforeOffsetDateTime() == null
        && condition.getDaysSinceCustomTime() == null
        && condition.getCustomTimeBeforeOffsetDateTime() == null;
  }

  private static boolean isZero(Integer count) {
    return count == null || count == 0;
  }

  private boolean isOurs(List<String> prefixes) {
    return prefixes == null
        || prefixes.isEmpty()
        || prefixes.stream().anyMatch(each -> each.startsWith(ours) || ours.startsWith(each));
  }

  private static String when(LifecycleCondition condition) {
    if (condition.getAge() != null) {
      return "after " + condition.getAge() + " days";
    }
    return condition.getCreatedBeforeOffsetDateTime() == null
        ? "by other conditions than their age"
        : "put before " + condition.getCreatedBeforeOffsetDateTime().toLocalDate();
  }
}
