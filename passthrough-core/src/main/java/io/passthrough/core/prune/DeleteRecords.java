package io.passthrough.core.prune;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.record.Activation;
import io.passthrough.core.record.ActivationName;
import io.passthrough.core.record.Checkpoint;
import io.passthrough.core.record.ForgottenName;
import io.passthrough.core.record.ManifestName;
import io.passthrough.core.record.OpenName;
import io.passthrough.core.record.OutcomeName;
import io.passthrough.core.record.PinName;
import io.passthrough.core.record.RecordListing;
import io.passthrough.core.record.RecordName;
import io.passthrough.core.snapshot.RecordReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * g4: deletes the records of releases that have ended, in an order in which none of what is left
 * names what is gone: activations, pins, attempts, and the manifest last.
 */
final class DeleteRecords implements PruneStep {

  /** A process that was given up may live, and must find that out when it wants to commit. */
  private static final Duration PROCESS_LIFE = Duration.ofDays(30);

  @Override
  public void run(PruneRun run) {
    run.own()
        .ifPresent(
            own -> {
              if (run.hasDeletedObjects()) {
                var unused = phases(run).allMatch(own.deletes()::send);
              }
            });
  }

  private static Stream<List<AssetKey>> phases(PruneRun run) {
    Set<ActivationName> activations = activations(run);
    Set<OutcomeName> attempts = attempts(run, activations);
    return List.of(
        keys(activations),
        run.roots().pins().keySet().stream()
            .filter(pin -> run.verdict().ended().containsKey(pin.release()))
            .map(PinName::key)
            .toList(),
        attempts.stream().map(it -> new OpenName(it.release(), it.attempt()).key()).toList(),
        keys(attempts),
        run.verdict().gone().stream().map(it -> new ManifestName(it).key()).toList(),
        keys(markers(run, attempts)))
        .stream();
  }

  private static List<AssetKey> keys(Set<? extends RecordName<?>> names) {
    return names.stream().<AssetKey>map(RecordName::key).toList();
  }

  /** The highest of an environment stays, whatever it names: the next number comes after it. */
  private static Set<ActivationName> activations(PruneRun run) {
    Set<ActivationName> ended = new HashSet<>();
    for (Map.Entry<ActivationName, Activation> entry :
        run.roots().snapshot().activations().entrySet()) {
      EnvironmentName environment = entry.getKey().environment();
      if (run.verdict().ended().containsKey(entry.getValue().release())
          && entry.getKey().number() < run.roots().snapshot().highest(environment)) {
        ended.add(entry.getKey());
      }
    }
    return ended;
  }

  private static Set<OutcomeName> attempts(PruneRun run, Set<ActivationName> activations) {
    Set<OutcomeName> named = new HashSet<>();
    run.roots()
        .snapshot()
        .activations()
        .forEach(
            (name, activation) -> {
              if (!activations.contains(name)) {
                named.add(new OutcomeName(activation.release(), activation.attempt()));
              }
            });
    run.verdict().thinned().forEach(release -> named.addAll(firstAndNewest(run, release)));
    Set<OutcomeName> ended = new HashSet<>();
    run.roots()
        .releases()
        .filter(release -> run.verdict().ended().containsKey(release.release()))
        .flatMap(release -> release.outcomes().stream())
        .filter(name -> !named.contains(name) && isOver(run, name))
        .forEach(ended::add);
    run.forgotten().ended().keySet().stream()
        .flatMap(release -> ReadForgotten.outcomes(listing(run), release).stream())
        .filter(name -> isOver(run, name))
        .forEach(ended::add);
    return ended;
  }

  /** What stays of a release without its marker must be legible. */
  private static Set<ForgottenName> markers(PruneRun run, Set<OutcomeName> attempts) {
    RecordReader reader = new RecordReader(run.context().records(), new Checkpoint());
    Set<ForgottenName> markers = new HashSet<>();
    for (ForgottenName marker : ReadForgotten.markers(run)) {
      boolean isLegible =
          marker.release().stream()
              .flatMap(release -> ReadForgotten.outcomes(listing(run), release).stream())
              .allMatch(name -> attempts.contains(name) || reader.read(name).isPresent());
      if (isLegible) {
        markers.add(marker);
      }
    }
    return markers;
  }

  private static RecordListing listing(PruneRun run) {
    return run.roots().snapshot().listing();
  }

  /** Of a release of which versions stay, outcomes tell since when they are there, and how. */
  private static List<OutcomeName> firstAndNewest(PruneRun run, ReleaseName release) {
    Comparator<OutcomeName> byTime = Comparator.comparing(run.roots()::putAt);
    Set<OutcomeName> ready = run.roots().ready(Set.of(release));
    return Stream.concat(ready.stream().min(byTime).stream(), ready.stream().max(byTime).stream())
        .toList();
  }

  private static boolean isOver(PruneRun run, OutcomeName name) {
    Instant old = run.now().minus(PROCESS_LIFE);
    Instant put = listing(run).hidden().getOrDefault(name, run.roots().putAt(name));
    return run.dropped().contains(name) || put.isBefore(old);
  }
}
