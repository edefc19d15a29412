package io.passthrough.core.retention;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.Durations;
import io.passthrough.core.config.RetentionConfig;
import io.passthrough.core.record.ActivationLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The retention policy: a pure function of the records, a configuration and the store's time. A
 * release is kept for the union of all reasons, whole or not at all; age counts from when it was
 * replaced.
 */
public final class Retention {

  private final RetentionConfig config;
  private final History history;
  private final Instant now;

  /**
   * Takes what decides.
   *
   * @param config the policy
   * @param history what the records say
   * @param now what the store's clock shows
   */
  public Retention(RetentionConfig config, History history, Instant now) {
    this.config = config;
    this.history = history;
    this.now = now;
  }

  /**
   * Returns what is decided by.
   *
   * @return what the records say
   */
  public History history() {
    return history;
  }

  /**
   * Returns what is kept.
   *
   * @return the releases that stay, each with at least one reason
   */
  public Map<ReleaseName, List<Reason>> kept() {
    Map<ReleaseName, List<Reason>> kept = new HashMap<>();
    for (ReleaseState release : history.releases()) {
      List<Reason> reasons = reasons(release);
      if (!reasons.isEmpty()) {
        kept.put(release.release(), reasons);
      }
    }
    return kept;
  }

  private List<Reason> reasons(ReleaseState release) {
    List<Reason> reasons = new ArrayList<>();
    if (release.isOpen()) {
      reasons.add(Reason.of("a run needs it whole just now"));
    }
    for (EnvironmentName environment : leased(release)) {
      reasons.add(Reason.of("a gateway of '" + environment + "' serves it"));
    }
    if (release.isReady()) {
      byActivation(release.release(), reasons);
      Optional.ofNullable(history.pins().get(release.release()))
          .map(pin -> Reason.of("it is pinned" + pin.reason().map(it -> ": " + it).orElse("")))
          .ifPresent(reasons::add);
      staged(release).ifPresent(reasons::add);
    } else if (!release.hasEnded()) {
      unfinished(release).ifPresent(reasons::add);
    }
    return reasons;
  }

  private List<EnvironmentName> leased(ReleaseState release) {
    return history.leased().getOrDefault(release.release(), Set.of()).stream()
        .sorted(Comparator.comparing(EnvironmentName::value))
        .toList();
  }

  private void byActivation(ReleaseName release, List<Reason> reasons) {
    environments()
        .forEach(
            entry -> {
              EnvironmentName environment = entry.getKey();
              ActivationLog log = entry.getValue();
              if (log.isCurrent(release)) {
                reasons.add(
                    Reason.atLeast(
                        now.plus(config.kept().maxAge()),
                        "it is current in '" + environment + "'"));
              } else if (isAmongNewest(release, log)) {
                reasons.add(
                    Reason.of(
                        "it is among the last "
                            + config.kept().releases()
                            + " releases of '"
                            + environment
                            + "'"));
              }
              retired(release, environment, log).ifPresent(reasons::add);
            });
  }

  private Stream<Map.Entry<EnvironmentName, ActivationLog>> environments() {
    return history.logs().entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getKey().value()));
  }

  /** Where an environment has ended, only age keeps what was current there. */
  private boolean isAmongNewest(ReleaseName release, ActivationLog log) {
    return log.current().isPresent()
        && log.newestFirst().stream().limit(config.kept().releases()).anyMatch(release::equals);
  }

  private Optional<Reason> retired(
      ReleaseName release, EnvironmentName environment, ActivationLog log) {
    return log.retiredAt(release)
        .map(at -> at.plus(config.kept().maxAge()))
        .filter(end -> end.isAfter(now))
        .map(
            end ->
                Reason.until(
                    end,
                    "it was current in '"
                        + environment
                        + "' less than "
                        + Durations.text(config.kept().maxAge())
                        + " ago"));
  }

  private Optional<Reason> staged(ReleaseState release) {
    return release
        .newestReady()
        .filter(at -> !wasActivated(release.release()))
        .map(at -> at.plus(config.kept().staging()))
        .filter(end -> end.isAfter(now))
        .map(
            end ->
                Reason.until(
                    end,
                    "it is to be activated yet, READY less than "
                        + Durations.text(config.kept().staging())
                        + " ago"));
  }

  private boolean wasActivated(ReleaseName release) {
    return history.logs().values().stream().anyMatch(log -> log.newestFirst().contains(release));
  }

  /** What a run that failed has put is of use to the next one. */
  private Optional<Reason> unfinished(ReleaseState release) {
    Duration grace = config.timing().abandonAfter();
    return Optional.of(release.begun().plus(grace))
        .filter(end -> end.isAfter(now))
        .map(
            end ->
                Reason.until(
                    end,
                    "its publish may be repeated, begun less than "
                        + Durations.text(grace)
                        + " ago"));
  }

  /**
   * Returns what the store's clock shows.
   *
   * @return the time that ages count to
   */
  public Instant now() {
    return now;
  }

  /**
   * Tells why a release does not stay.
   *
   * @param release one that is not kept
   * @return a clause
   */
  public String whyNot(ReleaseState release) {
    if (!release.isReady()) {
      return release.hasEnded() ? "ended by an earlier prune" : "never READY";
    }
    Optional<Instant> retired =
        history.logs().values().stream()
            .flatMap(log -> log.retiredAt(release.release()).stream())
            .max(Comparator.naturalOrder());
    return retired
        .map(at -> "replaced " + Durations.text(Duration.between(at, now)) + " ago")
        .orElseGet(
            () ->
                "never activated, READY "
                    + Durations.text(Duration.between(release.newestReady().orElse(now), now))
                    + " ago");
  }
}
