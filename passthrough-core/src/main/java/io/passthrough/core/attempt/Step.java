package io.passthrough.core.attempt;

/** One step of an attempt. A step that throws ends the attempt: it is abandoned. */
interface Step {

  /**
   * Takes the step.
   *
   * @param attempt the attempt, with what the steps before have found
   */
  void run(Attempt attempt);
}
