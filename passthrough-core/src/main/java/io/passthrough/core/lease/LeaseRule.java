package io.passthrough.core.lease;

import io.passthrough.api.manifest.EnvironmentName;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which leases count. An expired one proves nothing when no gateway could renew its own: it goes on
 * counting until some lease of its environment has been renewed for a whole term without a gap, so
 * that an outage of the store of any length never lets the first prune after it delete what a fleet
 * serves. After 30 days it counts no more in any case. Decision 0048.
 *
 * @param term how long a lease holds after it was put; a lease that names a longer one holds longer
 */
public record LeaseRule(Duration term) {

  /** How long a lease without any other of its environment counts. */
  public static final Duration LONGEST = Duration.ofDays(30);

  /**
   * Selects the leases that count: their releases are kept.
   *
   * @param leases every lease of the store
   * @param now the store's time, taken after they were listed
   * @return those that count, in no order
   */
  public List<HeldLease> counting(Collection<HeldLease> leases, Instant now) {
    Map<EnvironmentName, List<HeldLease>> environments =
        leases.stream().collect(Collectors.groupingBy(each -> each.name().environment()));
    return environments.values().stream().flatMap(each -> countingTogether(each, now)).toList();
  }

  private Stream<HeldLease> countingTogether(List<HeldLease> leases, Instant now) {
    Duration longest =
        leases.stream().map(each -> each.lease().term()).reduce(term, LeaseRule::longer);
    boolean couldRenew = leases.stream().anyMatch(each -> each.isUnbrokenFor(longest, now));
    return leases.stream()
        .filter(each -> each.isRenewedWithin(longest, now) || !couldRenew)
        .filter(each -> !isGone(each, now));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /**
   * Returns whether a lease's owner is gone for good, so that its record may be deleted.
   *
   * @param lease a lease
   * @param now the store's time
   * @return whether it was not renewed for as long as any lease counts
   */
  public static boolean isGone(HeldLease lease, Instant now) {
    return !lease.isRenewedWithin(LONGEST, now);
  }
}
