package io.passthrough.core.prune;

import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.Durations;
import io.passthrough.core.record.Checkpoint;
import io.passthrough.core.record.ForgottenName;
import io.passthrough.core.record.ManifestName;
import io.passthrough.core.record.OpenName;
import io.passthrough.core.record.Outcome;
import io.passthrough.core.record.OutcomeName;
import io.passthrough.core.record.RecordListing;
import io.passthrough.core.record.RecordName;
import io.passthrough.core.retention.Reason;
import io.passthrough.core.snapshot.RecordReader;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * g0: finds what is left of releases that were set aside, as far as it can be read. They stay as
 * long as if they had been replaced then, and end like any other afterwards.
 */
final class ReadForgotten implements PruneStep {

  /**
   * Releases that were set aside.
   *
   * @param kept those that stay yet, and why
   * @param ended those that end, and why
   * @param ready the READY attempts of both
   * @param unknown whether it cannot be read what one needs that stays
   */
  record Forgotten(
      Map<ReleaseName, List<Reason>> kept,
      Map<ReleaseName, String> ended,
      Set<OutcomeName> ready,
      boolean unknown) {

    static final Forgotten NOTHING = new Forgotten(Map.of(), Map.of(), Set.of(), false);

    /** Returns the READY attempts of those that end. */
    Set<OutcomeName> endedReady() {
      return ready.stream()
          .filter(outcome -> ended.containsKey(outcome.release()))
          .collect(Collectors.toSet());
    }

    /** Returns the releases that were whole when they were set aside. */
    Stream<ReleaseName> wereReady() {
      return ready.stream().map(OutcomeName::release).distinct();
    }
  }

  @Override
  public void run(PruneRun run) {
    RecordListing listing = run.roots().snapshot().listing();
    if (listing.forgotten().isEmpty()) {
      return;
    }
    RecordReader reader = new RecordReader(run.context().records(), new Checkpoint());
    Map<ReleaseName, List<Reason>> kept = new HashMap<>();
    Map<ReleaseName, String> ended = new HashMap<>();
    Set<OutcomeName> ready = new HashSet<>();
    boolean unknown = false;
    for (Map.Entry<ReleaseName, Instant> each : releases(listing).entrySet()) {
      ReleaseName release = each.getKey();
      Optional<ReleaseManifest> manifest = manifest(reader, listing, release);
      manifest.ifPresent(found -> run.visitor().visit(found, List.of()));
      ready.addAll(ready(reader, listing, release));
      Optional<Reason> reason = stays(run, release, each.getValue());
      if (reason.isPresent()) {
        kept.put(release, List.of(reason.get()));
        unknown |= manifest.isEmpty() && listing.hidden().containsKey(new ManifestName(release));
      } else {
        ended.put(release, "forgotten " + ago(run, each.getValue()) + " ago");
        abandonOpen(run, listing, release);
      }
    }
    run.forgotten(new Forgotten(kept, ended, ready, unknown));
  }

  /** Returns the releases of which anything is recorded or was, and since when they are aside. */
  private static Map<ReleaseName, Instant> releases(RecordListing listing) {
    Map<ReleaseName, Instant> releases = new HashMap<>();
    listing
        .forgotten()
        .forEach((marker, at) -> marker.release().ifPresent(release -> releases.put(release, at)));
    return releases;
  }

  private static Optional<ReleaseManifest> manifest(
      RecordReader reader, RecordListing listing, ReleaseName release) {
    ManifestName name = new ManifestName(release);
    return listing.hidden().containsKey(name) ? reader.read(name) : Optional.empty();
  }

  private static Optional<Reason> stays(PruneRun run, ReleaseName release, Instant since) {
    if (isNamedLast(run, release)) {
      return Optional.of(Reason.named());
    }
    Duration age = run.rules().config().kept().maxAge();
    Instant end = since.plus(age);
    return end.isAfter(run.now())
        ? Optional.of(Reason.forgotten(end, Durations.text(age)))
        : Optional.empty();
  }

  /** An environment's highest activation stays, and must not name what is gone. */
  private static boolean isNamedLast(PruneRun run, ReleaseName release) {
    return run.roots().snapshot().activations().entrySet().stream()
        .filter(entry -> entry.getValue().release().equals(release))
        .map(Map.Entry::getKey)
        .anyMatch(name -> name.number() == run.roots().snapshot().highest(name.environment()));
  }

  private static String ago(PruneRun run, Instant since) {
    return Durations.text(Duration.between(since, run.now()));
  }

  private static List<OutcomeName> ready(
      RecordReader reader, RecordListing listing, ReleaseName release) {
    return outcomes(listing, release).stream()
        .filter(name -> reader.read(name).filter(Outcome::isReady).isPresent())
        .toList();
  }

  static List<OutcomeName> outcomes(RecordListing listing, ReleaseName release) {
    return listing.hidden().keySet().stream()
        .filter(OutcomeName.class::isInstance)
        .map(OutcomeName.class::cast)
        .filter(name -> name.release().equals(release))
        .toList();
  }

  private static void abandonOpen(PruneRun run, RecordListing listing, ReleaseName release) {
    for (RecordName<?> name : listing.hidden().keySet()) {
      if (name instanceof OpenName open
          && open.release().equals(release)
          && !listing.hidden().containsKey(new OutcomeName(release, open.attempt()))) {
        AbandonAttempts.abandon(run, open);
      }
    }
  }

  /** Returns the markers of releases that end. */
  static List<ForgottenName> markers(PruneRun run) {
    Set<ReleaseName> ended = run.forgotten().ended().keySet();
    return run.roots().snapshot().listing().forgotten().keySet().stream()
        .filter(marker -> marker.release().filter(ended::contains).isPresent())
        .toList();
  }
}
