package io.passthrough.core.retention;

import io.passthrough.api.manifest.ReleaseName;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How far a release has come.
 *
 * @param release its name
 * @param ready when its attempts became READY that no plan has ended
 * @param isOpen whether an attempt of it runs, or was killed not long ago
 * @param hasEnded whether all attempts that were READY were ended by plans
 * @param begun when its newest attempt began
 */
public record ReleaseState(
    ReleaseName release, List<Instant> ready, boolean isOpen, boolean hasEnded, Instant begun) {

  /**
   * Copies the list.
   *
   * @param release its name
   * @param ready when its attempts became READY
   * @param isOpen whether an attempt of it runs
   * @param hasEnded whether plans have ended it
   * @param begun when its newest attempt began
   */
  public ReleaseState {
    ready = ready.stream().sorted().toList();
  }

  /**
   * Returns whether it is whole.
   *
   * @return whether an attempt is READY that no plan has ended
   */
  public boolean isReady() {
    return !ready.isEmpty();
  }

  Optional<Instant> newestReady() {
    return ready.stream().max(Comparator.naturalOrder());
  }
}
