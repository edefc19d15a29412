package io.passthrough.core.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How an attempt ended.
 *
 * @param state whether it counts
 * @param stored every object of the release; empty when abandoned
 * @param figures what a publish moved; empty for other attempts
 * @param at when it was made, as {@link RecordTime} tells
 */
public record Outcome(
    State state, List<StoredObject> stored, Optional<Figures> figures, Instant at) {

  /** Whether an attempt counts. */
  public enum State {
    /** The release is whole; what names the attempt counts. */
    READY,
    /** Given up; what names the attempt is void for ever. */
    ABANDONED
  }

  /**
   * Copies the list.
   *
   * @param state whether it counts
   * @param stored every object of the release
   * @param figures what a publish moved
   * @param at when it was written
   */
  public Outcome {
    stored = List.copyOf(stored);
  }

  /**
   * Makes the outcome of an attempt that was given up.
   *
   * @param at when
   * @return the outcome
   */
  public static Outcome abandoned(Instant at) {
    return new Outcome(State.ABANDONED, List.of(), Optional.empty(), at);
  }

  /**
   * Returns this without what is stored, which is most of it.
   *
   * @return a copy
   */
  public Outcome withoutStored() {
    return new Outcome(state, List.of(), figures, at);
  }

  /**
   * Returns whether the attempt counts.
   *
   * @return true when READY
   */
  public boolean isReady() {
    return state == State.READY;
  }
}
