package io.passthrough.core.release;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.record.Activation;
import io.passthrough.core.record.ActivationLog;
import io.passthrough.core.record.ActivationName;
import io.passthrough.core.record.AttemptId;
import io.passthrough.core.record.OutcomeName;
import io.passthrough.core.record.RecordName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was read of the records, kept until they are looked at again.
 *
 * @param names every record that was there
 * @param outcomes when the attempts became READY, empty for those given up
 * @param releases the releases that are whole
 * @param activations every activation, whether it counts or not
 * @param faults the records that could not be read, with one sentence each
 */
record CatalogRecords(
    Set<RecordName<?>> names,
    Map<OutcomeName, Optional<Instant>> outcomes,
    Map<ReleaseName, ReadyRelease> releases,
    Map<ActivationName, Activation> activations,
    Map<RecordName<?>, String> faults) {

  static final CatalogRecords NONE =
      new CatalogRecords(Set.of(), Map.of(), Map.of(), Map.of(), Map.of());

  /** Returns the activations that count: those whose attempt is READY. */
  Map<EnvironmentName, ActivationLog> logs() {
    Set<AttemptId> ready =
        outcomes.entrySet().stream()
            .filter(entry -> entry.getValue().isPresent())
            .map(entry -> entry.getKey().attempt())
            .collect(Collectors.toSet());
    return ActivationLog.byEnvironment(activations, ready);
  }
}
