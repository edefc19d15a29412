package io.passthrough.core.publish;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.attempt.PipelineContext;
import io.passthrough.core.lease.HeldLease;
import io.passthrough.core.lease.LeaseReader;
import io.passthrough.core.lease.LeaseRule;
import io.passthrough.core.record.Activation;
import io.passthrough.core.record.ActivationName;
import io.passthrough.core.record.Forgotten;
import io.passthrough.core.record.ForgottenName;
import io.passthrough.core.record.ManifestName;
import io.passthrough.core.record.RecordName;
import io.passthrough.core.record.StoreLayout;
import io.passthrough.core.snapshot.CurrentRelease;
import io.passthrough.core.snapshot.RecordSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Sets a release or a record aside by a marker, and deletes nothing. What is or may be current is
 * refused, but for a record that itself is all that may make it so: else nobody could ever mend it.
 */
final class Forget {

  private final PipelineContext context;

  Forget(PipelineContext context) {
    this.context = context;
  }

  /**
   * Puts the marker, if absent.
   *
   * @param subject a release's name, or a record's key
   * @return the marker's key
   */
  AssetKey run(String subject) {
    RecordSnapshot snapshot = context.snapshot().readActivations();
    if (ReleaseName.isLegal(subject)) {
      return release(ReleaseName.of(subject), snapshot);
    }
    RecordName<?> record = record(subject);
    return record instanceof ManifestName manifest
        ? release(manifest.release(), snapshot)
        : record(record, snapshot);
  }

  private AssetKey release(ReleaseName release, RecordSnapshot snapshot) {
    Optional<ForgottenName> known = snapshot.marker(release);
    if (known.isPresent()) {
      return known.get().key();
    }
    if (snapshot.listed().stream().noneMatch(name -> isOf(name, release))) {
      throw unknown("there is no release '" + release + "'");
    }
    requireUnused(new CurrentRelease(snapshot, Optional.empty()), release);
    requireNotLeased(release);
    ForgottenName marker = put(ForgottenName.of(release));
    if (context.abandonOpen(release).stream().anyMatch(name -> !snapshot.listed().contains(name))) {
      throw new PassthroughException(
          Kind.CONFLICT,
          "Release '" + release + "' is forgotten, and another run has just made it READY",
          "delete '" + marker.key() + "' from the store if it has become current");
    }
    return marker.key();
  }

  private static boolean isOf(RecordName<?> name, ReleaseName release) {
    return name.ofRelease().filter(release::equals).isPresent();
  }

  private AssetKey record(RecordName<?> record, RecordSnapshot snapshot) {
    if (!context.records().has(record)) {
      throw unknown("there is no record '" + record.key() + "'");
    }
    Optional<ReleaseName> release =
        record instanceof ActivationName
            ? Optional.ofNullable(snapshot.activations().get(record)).map(Activation::release)
            : record.ofRelease();
    Optional<RecordName<?>> besides = isReadable(record) ? Optional.empty() : Optional.of(record);
    release.ifPresent(it -> requireUnused(new CurrentRelease(snapshot, besides), it));
    return put(ForgottenName.of(record)).key();
  }

  private boolean isReadable(RecordName<?> record) {
    try {
      return context.records().readStored(record) != null;
    } catch (PassthroughException e) {
      return false;
    } catch (AssetStoreException e) {
      if (e.isOutage()) {
        throw e;
      }
      return false;
    }
  }

  private static RecordName<?> record(String subject) {
    if (subject.startsWith(StoreLayout.LEASES)) {
      throw new PassthroughException(
          Kind.REFUSED,
          "Cannot forget '" + subject + "': its gateway would not know",
          "let the newest version prune; or delete the object, when that gateway is gone");
    }
    if (subject.startsWith(StoreLayout.PLANS)) {
      throw new PassthroughException(
          Kind.REFUSED,
          "Cannot forget '" + subject + "': its prune may delete yet",
          "wait until it has a done.json");
    }
    return AssetKey.parse(subject)
        .<RecordName<?>>flatMap(RecordName::parse)
        .orElseThrow(
            () -> unknown("'" + subject + "' is neither a release nor the key of a record"));
  }

  private static void requireUnused(CurrentRelease current, ReleaseName release) {
    if (current.mayBe(release)) {
      throw new PassthroughException(
          Kind.REFUSED,
          "Cannot forget: release '" + release + "' is or may be current",
          "activate another release first; where an activation cannot be read, forget that first");
    }
  }

  /** A gateway serves it, or may: no lease is shorter than it says itself. */
  private void requireNotLeased(ReleaseName release) {
    List<HeldLease> leases = new LeaseReader(context.records(), context.workers()).all();
    new LeaseRule(Duration.ZERO)
        .counting(leases, context.records().now()).stream()
            .filter(held -> held.lease().release().equals(release))
            .findFirst()
            .ifPresent(
                held -> {
                  throw new PassthroughException(
                      Kind.REFUSED,
                      "Cannot forget: release '"
                          + release
                          + "' is served by a gateway on '"
                          + held.lease().host()
                          + "' in '"
                          + held.name().environment()
                          + "'",
                      "deploy another release there first; where that host is gone, wait, or delete '"
                          + held.name().key()
                          + "'");
                });
  }

  private static PassthroughException unknown(String reason) {
    return new PassthroughException(
        Kind.INPUT,
        "Cannot forget: " + reason,
        "name a release, or a record by its key, as the message about it does");
  }

  private ForgottenName put(ForgottenName marker) {
    Forgotten value = new Forgotten(PipelineContext.hostName());
    var unused = context.records().putIfAbsent(marker, value, context.now());
    return marker;
  }
}
