package io.passthrough.core.record;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The activations of one environment that count, in their order.
 *
 * @param activations ascending by number; every one's attempt is READY
 */
public record ActivationLog(List<Activation> activations) {

  /**
   * Sorts and copies.
   *
   * @param activations those that count
   */
  public ActivationLog {
    activations =
        activations.stream().sorted(Comparator.comparingLong(Activation::number)).toList();
  }

  /**
   * Makes the log of some activations.
   *
   * @param activations those that count, in any order
   * @return the log
   */
  public static ActivationLog of(Collection<Activation> activations) {
    return new ActivationLog(List.copyOf(activations));
  }

  /**
   * Makes the log of every environment.
   *
   * @param activations every activation, whether it counts or not
   * @param ready the attempts that are READY
   * @return the logs of the environments in which any activation counts
   */
  public static Map<EnvironmentName, ActivationLog> byEnvironment(
      Map<ActivationName, Activation> activations, Set<AttemptId> ready) {
    return activations.entrySet().stream()
        .filter(entry -> ready.contains(entry.getValue().attempt()))
        .collect(
            Collectors.groupingBy(
                entry -> entry.getKey().environment(),
                Collectors.collectingAndThen(
                    Collectors.mapping(Map.Entry::getValue, Collectors.toList()),
                    ActivationLog::of)));
  }

  /**
   * Returns what is current.
   *
   * @return the activation with the highest number, or empty when there is none or the environment
   *     has ended
   */
  public Optional<Activation> current() {
    return last().filter(activation -> !activation.isEnd());
  }

  /**
   * Returns the activation with the highest number, which may be the end of the environment.
   *
   * @return empty when there is none
   */
  public Optional<Activation> last() {
    return activations.isEmpty()
        ? Optional.empty()
        : Optional.of(activations.get(activations.size() - 1));
  }

  /**
   * Returns whether a release is current.
   *
   * @param release a release
   * @return whether the highest activation names it
   */
  public boolean isCurrent(ReleaseName release) {
    return current().filter(activation -> activation.release().equals(release)).isPresent();
  }

  /**
   * Returns every release that was ever current.
   *
   * @return each once, the one that was current last first
   */
  public Set<ReleaseName> newestFirst() {
    Set<ReleaseName> releases = new LinkedHashSet<>();
    for (int i = activations.size() - 1; i >= 0; i--) {
      if (!activations.get(i).isEnd()) {
        releases.add(activations.get(i).release());
      }
    }
    return releases;
  }

  /**
   * Returns where a rollback goes: the release that was current before the current one was first
   * activated, skipping those that a rollback has left and no activation has come back to.
   *
   * @return the release, or empty when none is older
   */
  public Optional<ReleaseName> beforeCurrent() {
    return current().flatMap(activation -> before(activation.release()));
  }

  private Optional<ReleaseName> before(ReleaseName current) {
    Set<ReleaseName> left = rolledBack();
    for (int i = firstOf(current) - 1; i >= 0; i--) {
      ReleaseName candidate = activations.get(i).release();
      if (!activations.get(i).isEnd() && !left.contains(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /**
   * Returns whether a rollback to {@link #beforeCurrent()} would go elsewhere if one more
   * activation counted: an older one of the current release, or one that is not older than the
   * first of where the rollback goes.
   *
   * @param activation an activation that is not in the log
   * @return false when it makes no difference
   */
  public boolean decidesRollback(Activation activation) {
    long decisive =
        beforeCurrent().map(release -> activations.get(firstOf(release)).number()).orElse(0L);
    return activation.number() > decisive || isCurrent(activation.release());
  }

  /**
   * Returns whether something else would be current if one more activation counted.
   *
   * @param activation an activation that is not in the log
   * @return whether its number is higher than that of the current one
   */
  public boolean decidesCurrent(Activation activation) {
    return activation.number() > highest();
  }

  /**
   * Returns the number of the last activation.
   *
   * @return 0 when there is none
   */
  public long highest() {
    return last().map(Activation::number).orElse(0L);
  }

  private int firstOf(ReleaseName release) {
    int first = 0;
    while (!activations.get(first).isOf(release)) {
      first++;
    }
    return first;
  }

  private Set<ReleaseName> rolledBack() {
    Set<ReleaseName> left = new HashSet<>();
    for (int i = 0; i < activations.size(); i++) {
      Activation activation = activations.get(i);
      if (activation.action() == Action.ROLLBACK && i > 0) {
        left.add(activations.get(i - 1).release());
      }
      left.remove(activation.release());
    }
    return left;
  }

  /**
   * Returns since when a release is no longer current.
   *
   * @param release a release
   * @return when it was last replaced, or empty when it is current or never was
   */
  public Optional<Instant> retiredAt(ReleaseName release) {
    Optional<Instant> replaced = Optional.empty();
    for (int i = activations.size() - 1; i >= 0; i--) {
      if (activations.get(i).isOf(release)) {
        return replaced;
      }
      replaced = Optional.of(activations.get(i).at());
    }
    return Optional.empty();
  }
}
