package io.passthrough.core.lease;

import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.record.Lease;
import io.passthrough.core.record.LeaseName;
import io.passthrough.core.record.StoreLayout;
import io.passthrough.core.release.OwnRelease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * When a lease is put, and what is said when that fails. One thread looks; any thread may ask for
 * the notices.
 */
final class LeaseWatch {

  private final Supplier<AssetStore> opener;
  private final LeaseName name;
  private final Duration term;
  private final Clock clock;
  private volatile @Nullable AssetStore store;
  private @Nullable LeaseOwner owner;

  /** What the lease names, and when it was put; null before there was one. */
  private @Nullable Kept kept;

  private Instant notBefore = Instant.MIN;
  private volatile List<String> notices = List.of();

  /** What the lease names, and when it was put, by this machine's clock. */
  private record Kept(OwnRelease release, ReleaseName name, Instant at) {}

  /**
   * Makes a watch without a lease.
   *
   * @param opener opens the store, when it is needed for the first time
   * @param environment the gateway's environment
   * @param term how long a lease holds
   * @param clock this machine's
   */
  LeaseWatch(Supplier<AssetStore> opener, EnvironmentName environment, Duration term, Clock clock) {
    this.opener = opener;
    this.name = LeaseName.fresh(environment);
    this.term = term;
    this.clock = clock;
  }

  /**
   * Puts the lease, if it is time, or another release is served.
   *
   * @param own the release that is served, or empty when no lease is to be put now
   */
  void look(Optional<OwnRelease> own) {
    own.ifPresent(this::look);
  }

  private void look(OwnRelease own) {
    ReleaseName release = name(own);
    Instant now = clock.instant();
    boolean isNeeded = kept != null || own.hasRecords();
    if (isNeeded && isDue(release, now)) {
      keep(own, release, now);
    }
  }

  private void keep(OwnRelease own, ReleaseName release, Instant now) {
    try {
      LeaseOwner keeping = owner();
      keeping.renew(release);
      kept = new Kept(own, release, now);
      notices = keeping.fault(release).map(why -> unprotected(release, why)).stream().toList();
    } catch (AssetStoreException e) {
      failed(release, now, e);
    } catch (PassthroughException e) {
      notices = List.of(unleased(release) + e.getMessage());
      notBefore = now.plus(Lease.interval(term));
    }
  }

  /** Records of a release that is served may be lost: its name is not. */
  private ReleaseName name(OwnRelease own) {
    Kept last = kept;
    return last != null && !own.isRecorded() && last.release().digest().equals(own.digest())
        ? last.name()
        : own.name();
  }

  /** A clock that was set back makes it due too. */
  private boolean isDue(ReleaseName release, Instant now) {
    Kept last = kept;
    if (now.isBefore(notBefore) && now.plus(Lease.interval(term)).isAfter(notBefore)) {
      return false;
    }
    return last == null
        || !last.name().equals(release)
        || now.isBefore(last.at())
        || !now.isBefore(last.at().plus(Lease.interval(term)));
  }

  private LeaseOwner owner() {
    LeaseOwner known = owner;
    if (known != null) {
      return known;
    }
    AssetStore opened = opener.get();
    LeaseOwner made = new LeaseOwner(opened, name, term, clock);
    store = opened;
    owner = made;
    return made;
  }

  /** A store that is down is asked again soon, and told of when the lease is about to expire. */
  private void failed(ReleaseName release, Instant now, AssetStoreException e) {
    if (!e.isOutage()) {
      notices = List.of(refused(release, e));
      notBefore = now.plus(Lease.interval(term));
    } else if (notices.isEmpty() && isPaused(now)) {
      notices = List.of(unleased(release) + e.getMessage());
    }
  }

  private boolean isPaused(Instant now) {
    Kept last = kept;
    return last == null || now.isAfter(last.at().plus(Lease.longestPause(term)));
  }

  private static String refused(ReleaseName release, AssetStoreException e) {
    String advice =
        e.kind() == AssetStoreException.Kind.ACCESS_DENIED
            ? "grant the right to put and delete what is below '" + StoreLayout.LEASES + "'"
            : "see what 'passthrough doctor' says of the store";
    return unleased(release)
        + e.getMessage()
        + "; "
        + advice
        + ", or say 'gateway.assets.lease: none'";
  }

  private static String unprotected(ReleaseName release, String why) {
    return "release_unprotected: other hosts may lack files of release '"
        + release
        + "', which this gateway serves: "
        + why
        + "; publish its build again";
  }

  private static String unleased(ReleaseName release) {
    return "No lease: prune does not know that a gateway serves release '" + release + "': ";
  }

  /** Returns what an operator should know, one sentence each. */
  List<String> notices() {
    return notices;
  }

  /** Gives the lease back. */
  void giveBack() {
    if (owner != null) {
      owner.giveBack();
    }
  }

  /** Closes the store; from any thread. */
  void close() {
    Optional.ofNullable(store).ifPresent(AssetStore::close);
  }
}
