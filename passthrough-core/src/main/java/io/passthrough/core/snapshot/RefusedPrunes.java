package io.passthrough.core.snapshot;

import io.passthrough.core.Workers;
import io.passthrough.core.record.Backlog;
import io.passthrough.core.record.Checkpoint;
import io.passthrough.core.record.Done;
import io.passthrough.core.record.DoneName;
import io.passthrough.core.record.PlanListing;
import io.passthrough.core.record.PlanName;
import io.passthrough.core.record.RecordStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The prunes that guards have refused one after the other since the last one that was not: the next
 * one that is not deletes what they have left.
 *
 * @param refused each, and when it was refused, the oldest first
 * @param last what the last one has left undone; empty when there is none
 */
public record RefusedPrunes(List<Map.Entry<DoneName, Instant>> refused, Optional<Backlog> last) {

  /**
   * Reads them.
   *
   * @param records where they are
   * @param workers who reads
   * @return none, as a rule
   * @throws io.passthrough.api.AssetStoreException when the store cannot be read
   */
  public static RefusedPrunes read(RecordStore records, Workers workers) {
    return read(records, workers, records.plans());
  }

  /**
   * Reads those of a listing.
   *
   * @param records where they are
   * @param workers who reads
   * @param plans what was listed
   * @return none, as a rule
   * @throws io.passthrough.api.AssetStoreException when the store cannot be read
   */
  public static RefusedPrunes read(RecordStore records, Workers workers, PlanListing plans) {
    Map<DoneName, Backlog> backlogs = new ConcurrentHashMap<>();
    RecordReader reader = new RecordReader(records, new Checkpoint());
    List<DoneName> withoutPlan =
        plans.done().keySet().stream()
            .filter(name -> !plans.plans().containsKey(new PlanName(name.plan())))
            .toList();
    workers.forEach(
        withoutPlan,
        name ->
            reader
                .read(name)
                .flatMap(Done::backlog)
                .ifPresent(backlog -> backlogs.put(name, backlog)));
    List<Map.Entry<DoneName, Instant>> refused =
        plans.done().entrySet().stream()
            .filter(entry -> backlogs.containsKey(entry.getKey()))
            .sorted(
                Map.Entry.<DoneName, Instant>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey(Comparator.comparing(DoneName::plan))))
            .toList();
    Optional<Backlog> last =
        refused.isEmpty()
            ? Optional.empty()
            : Optional.ofNullable(backlogs.get(refused.get(refused.size() - 1).getKey()));
    return new RefusedPrunes(refused, last);
  }

  /**
   * Returns how many there are.
   *
   * @return 0 when the last prune was not refused
   */
  public int count() {
    return refused.size();
  }

  /**
   * Returns since when prunes are refused.
   *
   * @return when the first of them was; empty when there is none
   */
  public Optional<Instant> since() {
    return refused.stream().map(Map.Entry::getValue).findFirst();
  }
}
