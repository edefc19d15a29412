package io.passthrough.core.snapshot;

import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.Workers;
import io.passthrough.core.record.Checkpoint;
import io.passthrough.core.record.Done;
import io.passthrough.core.record.DoneName;
import io.passthrough.core.record.OutcomeName;
import io.passthrough.core.record.PlanListing;
import io.passthrough.core.record.PlanName;
import io.passthrough.core.record.PrunePlan;
import io.passthrough.core.record.RecordStore;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The READY attempts that plans of prunes have ended: none of them makes its release whole any
 * more.
 *
 * @param all what any plan has ended
 * @param deleted those of them whose objects may be gone, as the prune is over
 * @param thinned releases of which only versions of assets are left
 * @param faults plans that cannot be read, one sentence each
 */
public record PrunedAttempts(
    Set<OutcomeName> all, Set<OutcomeName> deleted, Set<ReleaseName> thinned, List<String> faults) {

  /**
   * Reads every plan, several at once; seldom more than one.
   *
   * @param records where the plans are
   * @param workers who reads
   * @return what they have ended
   * @throws io.passthrough.api.AssetStoreException when the store cannot be read
   */
  public static PrunedAttempts read(RecordStore records, Workers workers) {
    return read(records, workers, records.plans());
  }

  /**
   * Reads the plans of a listing.
   *
   * @param records where the plans are
   * @param workers who reads
   * @param plans what was listed
   * @return what they have ended
   * @throws io.passthrough.api.AssetStoreException when the store cannot be read
   */
  public static PrunedAttempts read(RecordStore records, Workers workers, PlanListing plans) {
    Set<OutcomeName> all = ConcurrentHashMap.newKeySet();
    Set<OutcomeName> deleted = ConcurrentHashMap.newKeySet();
    Set<ReleaseName> thinned = ConcurrentHashMap.newKeySet();
    RecordReader reader = new RecordReader(records, new Checkpoint());
    workers.forEach(
        plans.plans().keySet(),
        name -> {
          Collection<OutcomeName> drops = drops(reader, name);
          all.addAll(drops);
          if (plans.done().containsKey(name.done())) {
            deleted.addAll(drops);
            thinned.addAll(thinned(reader, name.done()));
          }
        });
    List<String> faults =
        reader.faults().values().stream().map(PassthroughException::getMessage).sorted().toList();
    return new PrunedAttempts(all, deleted, thinned, faults);
  }

  private static Collection<OutcomeName> drops(RecordReader reader, PlanName name) {
    return reader.read(name).map(PrunePlan::drops).orElse(Set.of());
  }

  private static Collection<ReleaseName> thinned(RecordReader reader, DoneName name) {
    return reader.read(name).map(Done::thinned).orElse(List.of());
  }

  /**
   * Returns whether a release was whole, and is so no more.
   *
   * @param release what its records say
   * @return whether each of its READY attempts was ended
   */
  public boolean hasEnded(ReleaseRecords release) {
    return release.isReady() && all.containsAll(ready(release));
  }

  /**
   * Returns whether files of a release may be gone.
   *
   * @param release what its records say
   * @return whether each of its READY attempts was ended by a prune that is over
   */
  public boolean mayLackFiles(ReleaseRecords release) {
    return release.isReady() && deleted.containsAll(ready(release));
  }

  /**
   * Returns whether only versions of assets are left of a release.
   *
   * @param release what its records say
   * @return whether a prune has thinned it, and nothing made it whole again
   */
  public boolean isThinned(ReleaseRecords release) {
    return thinned.contains(release.release()) && hasEnded(release);
  }

  private static Set<OutcomeName> ready(ReleaseRecords release) {
    Set<OutcomeName> ready = new HashSet<>();
    release.ready().forEach(entry -> ready.add(new OutcomeName(release.release(), entry.getKey())));
    return ready;
  }
}
