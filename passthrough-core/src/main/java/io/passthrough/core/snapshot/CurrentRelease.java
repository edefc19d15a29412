package io.passthrough.core.snapshot;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.record.Activation;
import io.passthrough.core.record.ActivationLog;
import io.passthrough.core.record.ActivationName;
import io.passthrough.core.record.OutcomeName;
import io.passthrough.core.record.RecordName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A check whether a release is or may be current anywhere: what cannot be read may say so.
 *
 * @param snapshot what the records say, with all activations read
 * @param besides a record that does not count, as it is about to be set aside
 */
public record CurrentRelease(RecordSnapshot snapshot, Optional<RecordName<?>> besides) {

  private static final ActivationLog NONE_COUNTS = ActivationLog.of(List.of());

  /** Returns whether a release is or may be current in any environment. */
  public boolean mayBe(ReleaseName release) {
    Map<EnvironmentName, ActivationLog> logs = snapshot.logs();
    return snapshot.listed().stream()
        .filter(ActivationName.class::isInstance)
        .map(ActivationName.class::cast)
        .anyMatch(
            name ->
                mayMakeCurrent(name, release, logs.getOrDefault(name.environment(), NONE_COUNTS)));
  }

  private boolean mayMakeCurrent(ActivationName name, ReleaseName release, ActivationLog log) {
    Activation activation = snapshot.activations().get(name);
    if (activation == null) {
      return isUnknown(name) && name.number() > log.highest();
    }
    OutcomeName outcome = new OutcomeName(activation.release(), activation.attempt());
    return activation.release().equals(release)
        && (log.isCurrent(release) || (isUnknown(outcome) && log.decidesCurrent(activation)));
  }

  private boolean isUnknown(RecordName<?> name) {
    return snapshot.faults().containsKey(name) && besides.filter(name::equals).isEmpty();
  }
}
