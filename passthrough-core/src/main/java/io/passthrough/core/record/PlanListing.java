package io.passthrough.core.record;

import io.passthrough.api.Entry;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The plans of all prunes, as one list shows them.
 *
 * @param plans every plan, and when it was put, by the store's clock
 * @param done those that have ended, whether their plan is there or not, and when that was said
 */
public record PlanListing(Map<PlanName, Instant> plans, Map<DoneName, Instant> done) {

  static PlanListing of(Collection<Entry> entries) {
    PlanListing listing = new PlanListing(new LinkedHashMap<>(), new LinkedHashMap<>());
    for (Entry entry : entries) {
      String key = entry.key().value();
      PlanName.parse(key).ifPresent(name -> listing.plans.put(name, entry.lastModified()));
      DoneName.parse(key).ifPresent(name -> listing.done.put(name, entry.lastModified()));
    }
    return listing;
  }

  /**
   * Returns the plans that may be carried out yet.
   *
   * @return those without done, in the order of their keys
   */
  public List<PlanName> open() {
    return plans.keySet().stream().filter(name -> !done.containsKey(name.done())).toList();
  }
}
