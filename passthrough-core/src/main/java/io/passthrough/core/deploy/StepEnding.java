package io.passthrough.core.deploy;

/**
 * How a step ended.
 *
 * @param state whether it did what it is for
 * @param message what it did or why not, without a full stop
 */
public record StepEnding(State state, String message) {

  /** Whether a step did what it is for. */
  public enum State {
    /** It did. */
    DONE,
    /** It was not wanted, or a step before has failed. */
    SKIPPED,
    /** It failed, and the release is deployed all the same. */
    WARNING,
    /** It failed, and no step after it is taken. */
    FAILED
  }

  static StepEnding done(String message) {
    return new StepEnding(State.DONE, message);
  }

  static StepEnding skipped(String why) {
    return new StepEnding(State.SKIPPED, why);
  }

  static StepEnding warning(String what) {
    return new StepEnding(State.WARNING, what);
  }

  static StepEnding failed(String why) {
    return new StepEnding(State.FAILED, why);
  }
}
