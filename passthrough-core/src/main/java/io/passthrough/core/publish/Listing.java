package io.passthrough.core.publish;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.publish.ReleaseListing.Row;
import io.passthrough.core.publish.ReleaseListing.State;
import io.passthrough.core.record.ActivationLog;
import io.passthrough.core.record.Figures;
import io.passthrough.core.record.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the rows of a listing from the records. */
final class Listing {

  private final Ledger ledger;
  private final Map<EnvironmentName, ActivationLog> logs;

  Listing(Ledger ledger) {
    this.ledger = ledger;
    this.logs = ledger.logs();
  }

  ReleaseListing releases() {
    List<Row> rows = new ArrayList<>();
    ledger.manifests().stream()
        .filter(manifest -> !ledger.isFaulty(manifest.release()))
        .map(this::row)
        .sorted(
            Comparator.comparing(this::time).reversed().thenComparing(row -> row.release().value()))
        .forEach(rows::add);
    List<String> faults =
        ledger.faults().values().stream().map(PassthroughException::getMessage).sorted().toList();
    return new ReleaseListing(rows, faults);
  }

  private Instant time(Row row) {
    return row.publishedAt().orElseGet(() -> ledger.lastChange(row.release()));
  }

  private Row row(ReleaseManifest manifest) {
    ReleaseName release = manifest.release();
    Optional<Outcome> first = firstReady(release);
    Optional<Figures> figures = first.flatMap(Outcome::figures);
    List<EnvironmentName> active = active(release);
    return new Row(
        release,
        state(release),
        first.map(Outcome::at),
        active.isEmpty() ? retiredAt(release) : Optional.empty(),
        active,
        manifest.assets().size(),
        manifest.assets().stream().mapToLong(asset -> asset.size()).sum(),
        figures.map(Figures::uploaded),
        figures.map(Figures::uploadedBytes),
        figures.map(Figures::reloadBytes));
  }

  private Optional<Outcome> firstReady(ReleaseName release) {
    return ledger.readyOutcomes(release).values().stream().min(Comparator.comparing(Outcome::at));
  }

  private State state(ReleaseName release) {
    if (ledger.isReady(release)) {
      return State.READY;
    }
    return ledger.hasOpenAttempt(release) ? State.OPEN : State.ABANDONED;
  }

  private List<EnvironmentName> active(ReleaseName release) {
    return logs.entrySet().stream()
        .filter(entry -> entry.getValue().isCurrent(release))
        .map(Map.Entry::getKey)
        .sorted(Comparator.comparing(EnvironmentName::value))
        .toList();
  }

  private Optional<Instant> retiredAt(ReleaseName release) {
    return logs.values().stream()
        .flatMap(log -> log.retiredAt(release).stream())
        .max(Comparator.naturalOrder());
  }
}
