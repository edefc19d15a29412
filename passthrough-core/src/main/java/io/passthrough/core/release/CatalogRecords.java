package io.passthrough.core.release;

import io.passthrough.api.AssetStoreException;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.record.Activation;
import io.passthrough.core.record.ActivationName;
import io.passthrough.core.record.OutcomeName;
import io.passthrough.core.record.RecordName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was read of the records, kept until they are looked at again.
 *
 * @param names every record that was there
 * @param outcomes when the attempts became READY, empty for those given up
 * @param releases the releases that are whole
 * @param activations every activation, whether it counts or not
 * @param unread what was not read yet, as the look at it was cut off or goes on
 * @param faults the records that could not be read, and why
 * @param warnings what an operator should know of the others, one sentence each
 */
record CatalogRecords(
    Set<RecordName<?>> names,
    Map<OutcomeName, Optional<Instant>> outcomes,
    Map<ReleaseName, ReadyRelease> releases,
    Map<ActivationName, Activation> activations,
    Unread unread,
    Map<RecordName<?>, PassthroughException> faults,
    Map<RecordName<?>, String> warnings) {

  static final CatalogRecords NONE =
      new CatalogRecords(
          Set.of(), Map.of(), Map.of(), Map.of(), Unread.NOTHING, Map.of(), Map.of());

  /**
   * What was not read yet.
   *
   * @param releases releases of which a record was not read
   * @param activations activations that were not read
   */
  record Unread(Set<ReleaseName> releases, Set<ActivationName> activations) {

    static final Unread NOTHING = new Unread(Set.of(), Set.of());

    boolean isEmpty() {
      return releases.isEmpty() && activations.isEmpty();
    }
  }

  /** Returns whether all was read, or found to be unreadable. */
  boolean isComplete() {
    return unread.isEmpty();
  }

  /** Returns whether a key that is not here is in no record that these credentials may not read. */
  boolean isCertain() {
    return isComplete()
        && faults.values().stream()
            .noneMatch(fault -> fault.getCause() instanceof AssetStoreException);
  }

  /** Returns whether another look can find nothing new: a fault may be mended meanwhile. */
  boolean isAll(Set<RecordName<?>> now) {
    return isComplete() && faults.isEmpty() && names.equals(now);
  }

  /** Returns whether an attempt is READY. */
  boolean isReady(OutcomeName name) {
    return outcomes.getOrDefault(name, Optional.empty()).isPresent();
  }

  /** Returns whether both say the same. Releases never change, so their views tell them apart. */
  boolean isSameAs(CatalogRecords other) {
    return names.equals(other.names)
        && outcomes.equals(other.outcomes)
        && activations.equals(other.activations)
        && unread.equals(other.unread)
        && faults.keySet().equals(other.faults.keySet())
        && releases.keySet().equals(other.releases.keySet())
        && releases.values().stream()
            .allMatch(each -> each.isSameAs(other.releases.get(each.name())));
  }
}
