package io.passthrough.core.lease;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.objects.RequiredObject;
import io.passthrough.core.objects.RequiredObjects;
import io.passthrough.core.record.ManifestName;
import io.passthrough.core.record.Outcome;
import io.passthrough.core.record.OutcomeName;
import io.passthrough.core.record.PlanListing;
import io.passthrough.core.record.PlanName;
import io.passthrough.core.record.PrunePlan;
import io.passthrough.core.record.RecordName;
import io.passthrough.core.record.RecordStore;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether a release is whole and stays so, asked after a lease of it was put: a prune that plans
 * later sees the lease, and one that has planned before is seen here. Not thread-safe.
 */
public final class ReleaseProtection {

  private final RecordStore records;

  /** The last READY attempt that was read: records never change, and outcomes are large. */
  private @Nullable OutcomeName known;

  /**
   * Makes a check.
   *
   * @param records the records of the store
   */
  public ReleaseProtection(RecordStore records) {
    this.records = records;
  }

  /**
   * Returns what is wrong with a release.
   *
   * @param release the release
   * @return why its files may be gone or go, as the rest of a sentence; empty when they stay
   * @throws AssetStoreException when the store cannot be read
   */
  public Optional<String> fault(ReleaseName release) {
    PlanListing listing = records.plans();
    Set<OutcomeName> drops = new HashSet<>();
    for (PlanName name : listing.plans().keySet()) {
      boolean isOpen = !listing.done().containsKey(name.done());
      try {
        PrunePlan plan = records.read(name);
        drops.addAll(plan.drops());
        if (isOpen && condemns(plan, release)) {
          return Optional.of("a prune is deleting files of it, by '" + name.key() + "'");
        }
      } catch (PassthroughException e) {
        return Optional.of("a prune may delete files of it. " + e.getMessage());
      } catch (AssetStoreException e) {
        requireGone(e);
      }
    }
    return hasReady(release, drops)
        ? Optional.empty()
        : Optional.of("no publish of it is complete any more, or none ever was");
  }

  private boolean condemns(PrunePlan plan, ReleaseName release) {
    ManifestName manifest = new ManifestName(release);
    Set<AssetKey> needed =
        RequiredObjects.of(records.read(manifest)).stream()
            .map(RequiredObject::key)
            .collect(Collectors.toSet());
    needed.add(manifest.key());
    return !Collections.disjoint(needed, plan.keys());
  }

  private boolean hasReady(ReleaseName release, Set<OutcomeName> drops) {
    Set<OutcomeName> ended = new HashSet<>();
    boolean hasManifest = false;
    for (RecordName<?> name : records.names(release)) {
      hasManifest |= name instanceof ManifestName;
      if (name instanceof OutcomeName outcome && !drops.contains(outcome)) {
        ended.add(outcome);
      }
    }
    if (known == null || !ended.contains(known)) {
      known = ended.stream().filter(this::isReady).findFirst().orElse(null);
    }
    return hasManifest && known != null;
  }

  private boolean isReady(OutcomeName name) {
    try {
      Outcome outcome = records.read(name);
      return outcome.isReady();
    } catch (AssetStoreException e) {
      requireGone(e);
      return false;
    }
  }

  /** What was deleted since it was listed has nothing to say any more. */
  private static void requireGone(AssetStoreException e) {
    if (e.kind() != Kind.NOT_FOUND) {
      throw e;
    }
  }
}
