package io.passthrough.core.record;

import io.passthrough.api.manifest.ReleaseName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a prune ended.
 *
 * @param state how
 * @param host the writer's host
 * @param thinned the releases of which some objects are left, though they have ended
 * @param backlog what was left undone, for one that a guard refused
 */
public record Done(State state, String host, List<ReleaseName> thinned, Optional<Backlog> backlog) {

  /** How a prune ended. */
  public enum State {
    /** By itself: every delete has an answer, or can no longer take effect. */
    DONE,
    /** Others have watched it for so long that it can delete no more. */
    EXPIRED,
    /** A guard refused it before it had a plan. */
    REFUSED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State parse(String word) {
      for (State state : values()) {
        if (state.word().equals(word)) {
          return state;
        }
      }
      throw new IllegalArgumentException("no state has the name '" + word + "'");
    }
  }

  /**
   * Copies the list.
   *
   * @param state how
   * @param host the writer's host
   * @param thinned the releases of which some objects are left
   * @param backlog what was left undone
   */
  public Done {
    thinned = List.copyOf(thinned);
  }

  /**
   * Makes the end of a plan that was carried out.
   *
   * @param host the writer's host
   * @param thinned the releases of which some objects are left
   * @return the record
   */
  public static Done of(String host, List<ReleaseName> thinned) {
    return new Done(State.DONE, host, thinned, Optional.empty());
  }

  /**
   * Makes the end of a plan whose prune is dead.
   *
   * @param host the writer's host
   * @return the record
   */
  public static Done expired(String host) {
    return new Done(State.EXPIRED, host, List.of(), Optional.empty());
  }

  /**
   * Makes the end of a prune that has no plan.
   *
   * @param host the writer's host
   * @param backlog what was left undone
   * @return the record
   */
  public static Done refused(String host, Backlog backlog) {
    return new Done(State.REFUSED, host, List.of(), Optional.of(backlog));
  }
}
