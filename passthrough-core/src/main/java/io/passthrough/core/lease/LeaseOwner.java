package io.passthrough.core.lease;

import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.Version;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.attempt.PipelineContext;
import io.passthrough.core.record.Lease;
import io.passthrough.core.record.LeaseName;
import io.passthrough.core.record.RecordStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts one gateway's lease, again and again. It asks the store when it took the lease the time
 * before, so that nobody needs to believe this machine's clock. Not thread-safe.
 */
final class LeaseOwner {

  private final AssetStore store;
  private final RecordStore records;
  private final LeaseName name;
  private final Duration term;
  private final ReleaseProtection protection;
  private final Clock clock;
  private @Nullable Renewal last;

  /** What was put, and the version that it has. */
  private record Renewal(Lease lease, Version version) {}

  /**
   * Makes an owner without a lease.
   *
   * @param store opened for writing; the caller closes it
   * @param name a name that no other owner has
   * @param term how long a lease holds
   * @param clock this machine's
   */
  LeaseOwner(AssetStore store, LeaseName name, Duration term, Clock clock) {
    this.store = store;
    this.records = new RecordStore(store, clock);
    this.name = name;
    this.term = term;
    this.clock = clock;
    this.protection = new ReleaseProtection(records);
  }

  /**
   * Puts the lease.
   *
   * @param release the release that is served
   * @throws AssetStoreException when it is not known to be put
   */
  void renew(ReleaseName release) {
    Lease lease = next(release);
    last = new Renewal(lease, records.overwrite(name, lease, clock.instant()));
  }

  /**
   * Returns what is wrong with the release that the lease names, asked after it was put.
   *
   * @param release the release
   * @return the rest of a sentence, or empty when its files stay
   * @throws AssetStoreException when the store cannot be read
   */
  Optional<String> fault(ReleaseName release) {
    return protection.fault(release);
  }

  private Lease next(ReleaseName release) {
    Renewal before = last;
    Optional<Instant> previous = before == null ? Optional.empty() : taken(before.version());
    Optional<Instant> since =
        before == null ? Optional.empty() : previous.map(before.lease()::unbrokenSince);
    return new Lease(release, PipelineContext.hostName(), term, since, previous);
  }

  /** Returns when the store took what was put the time before, if that is still there. */
  private Optional<Instant> taken(Version version) {
    return store
        .stat(name.key())
        .filter(info -> info.version().equals(version))
        .map(AssetInfo::lastModified);
  }

  /** Deletes the lease; one that stays expires. */
  void giveBack() {
    if (last != null) {
      var unused = store.delete(List.of(name.key()));
      last = null;
    }
  }
}
