package io.passthrough.core.release;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.config.RetentionConfig.Kept;
import io.passthrough.core.record.Activation;
import io.passthrough.core.record.ActivationLog;
import io.passthrough.core.record.ActivationName;
import io.passthrough.core.record.AttemptId;
import io.passthrough.core.record.OutcomeName;
import io.passthrough.core.record.RecordName;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which release of an environment is newer than another, and what retention promises of it. What
 * all questions need is found once: any page may ask at any time.
 */
final class Standings {

  private static final ActivationLog NEVER_ACTIVATED = new ActivationLog(List.of());

  private final CatalogRecords records;
  private final Map<EnvironmentName, ActivationLog> logs;
  private final Map<EnvironmentName, Set<ReleaseName>> wereCurrent = new HashMap<>();
  private final Map<ReleaseName, ReleaseName> byDefaultName = new HashMap<>();

  Standings(CatalogRecords records, List<ReadyRelease> newestFirst) {
    this.records = records;
    this.logs = ActivationLog.byEnvironment(records.activations(), ready(records));
    logs.forEach((environment, log) -> wereCurrent.put(environment, log.newestFirst()));
    for (ReadyRelease release : newestFirst) {
      byDefaultName.putIfAbsent(ReleaseManifest.defaultName(release.digest()), release.name());
    }
  }

  private static Set<AttemptId> ready(CatalogRecords records) {
    return records.outcomes().keySet().stream()
        .filter(records::isReady)
        .map(OutcomeName::attempt)
        .collect(Collectors.toSet());
  }

  /**
   * Finds how a release stands.
   *
   * @param asked its name, or the default name of its digest: that is what a gateway calls it which
   *     has not read the records yet
   * @param environment where it may have been replaced
   */
  ReleaseStanding of(ReleaseName asked, EnvironmentName environment, Kept policy, Instant now) {
    ReleaseName release = recorded(asked);
    if (!records.isCertain() || isInDoubt(release, environment)) {
      return ReleaseStanding.UNKNOWN;
    }
    boolean hasNewer = hasNewer(release, logs.getOrDefault(environment, NEVER_ACTIVATED));
    ReadyRelease whole = records.releases().get(release);
    if (whole == null) {
      return new ReleaseStanding(hasNewer, Optional.of(false), Optional.empty());
    }
    Optional<Instant> until = until(whole, policy).filter(now::isBefore);
    boolean isKept = until.isPresent() || isAmongLast(release, policy.releases());
    return new ReleaseStanding(hasNewer, isKept ? Optional.of(true) : Optional.empty(), until);
  }

  private ReleaseName recorded(ReleaseName asked) {
    return records.releases().containsKey(asked) ? asked : byDefaultName.getOrDefault(asked, asked);
  }

  /** A record that cannot be read may say otherwise. */
  private boolean isInDoubt(ReleaseName release, EnvironmentName environment) {
    return records.faults().keySet().stream().anyMatch(name -> tells(name, release, environment));
  }

  private static boolean tells(
      RecordName<?> name, ReleaseName release, EnvironmentName environment) {
    return name.ofRelease().filter(release::equals).isPresent()
        || (name instanceof ActivationName activation
            && activation.environment().equals(environment));
  }

  /**
   * It was current, and what is current now was activated later and has other files: a host that
   * serves the next release before its activation makes nobody load again.
   */
  private boolean hasNewer(ReleaseName release, ActivationLog log) {
    return wasCurrent(release, log)
        && log.current()
            .map(Activation::release)
            .filter(current -> !current.equals(release) && !isSame(current, release))
            .isPresent();
  }

  /** Its own activation goes with its records; the one that replaced it still names it. */
  private static boolean wasCurrent(ReleaseName release, ActivationLog log) {
    return log.activations().stream()
        .anyMatch(
            each -> each.release().equals(release) || each.previous().equals(Optional.of(release)));
  }

  private boolean isSame(ReleaseName one, ReleaseName other) {
    Optional<Sha256> digest = digest(one);
    return digest.isPresent() && digest.equals(digest(other));
  }

  private Optional<Sha256> digest(ReleaseName release) {
    return Optional.ofNullable(records.releases().get(release)).map(ReadyRelease::digest);
  }

  /** Current, or among the last that were. */
  private boolean isAmongLast(ReleaseName release, int count) {
    return logs.entrySet().stream()
        .filter(entry -> entry.getValue().current().isPresent())
        .anyMatch(
            entry ->
                entry.getValue().isCurrent(release)
                    || wereCurrent.getOrDefault(entry.getKey(), Set.of()).stream()
                        .limit(count)
                        .anyMatch(release::equals));
  }

  /** The latest of what its age promises in any environment; nothing while it is current. */
  private Optional<Instant> until(ReadyRelease whole, Kept policy) {
    ReleaseName release = whole.name();
    if (logs.values().stream().anyMatch(log -> log.isCurrent(release))) {
      return Optional.empty();
    }
    if (wereCurrent.values().stream().noneMatch(releases -> releases.contains(release))) {
      return Optional.of(whole.since().plus(policy.staging()));
    }
    return logs.values().stream()
        .flatMap(log -> log.retiredAt(release).stream())
        .max(Comparator.naturalOrder())
        .map(at -> at.plus(policy.maxAge()));
  }
}
