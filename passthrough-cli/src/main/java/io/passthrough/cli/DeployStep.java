package io.passthrough.cli;

/** A step of a deployment. */
interface DeployStep {

  /** How a step ended. */
  enum State {
    DONE,
    SKIPPED,
    WARNING,
    FAILED
  }

  /**
   * What a step did.
   *
   * @param state how it ended
   * @param message what it did or why not, without a full stop
   */
  record Ending(State state, String message) {

    static Ending done(String message) {
      return new Ending(State.DONE, message);
    }

    static Ending skipped(String why) {
      return new Ending(State.SKIPPED, why);
    }

    static Ending warning(String what) {
      return new Ending(State.WARNING, what);
    }

    static Ending failed(String why) {
      return new Ending(State.FAILED, why);
    }
  }

  /** Returns the step's name. */
  String name();

  /**
   * Does it, and leaves what it found in the run.
   *
   * @param run what the steps before have found
   */
  Ending run(DeployRun run);
}
