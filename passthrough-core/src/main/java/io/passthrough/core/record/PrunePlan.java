package io.passthrough.core.record;

import io.passthrough.api.AssetKey;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a prune means to delete: it may delete less, and never more.
 *
 * @param host the writer's host
 * @param limit how long after its clock was started it sends its last delete at the latest
 * @param settle how long after it was sent a delete takes effect at the latest
 * @param keys the keys that it condemns, in no order
 * @param drops the READY attempts that it ends: none of them makes its release whole any more
 */
public record PrunePlan(
    String host, Duration limit, Duration settle, List<AssetKey> keys, Set<OutcomeName> drops) {

  /**
   * Copies what it names.
   *
   * @param host the writer's host
   * @param limit how long it sends deletes
   * @param settle how long a delete takes
   * @param keys the keys that it condemns
   * @param drops the attempts that it ends
   */
  public PrunePlan {
    keys = List.copyOf(keys);
    drops = Set.copyOf(drops);
  }

  /**
   * Returns how long after it was put nothing is deleted any more.
   *
   * @return limit and settle
   */
  public Duration lifetime() {
    return limit.plus(settle);
  }
}
