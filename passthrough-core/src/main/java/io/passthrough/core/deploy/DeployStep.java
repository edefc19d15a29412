package io.passthrough.core.deploy;

/** A step of a deployment. */
interface DeployStep {

  /** Returns the step's name. */
  String name();

  /**
   * Does it, and leaves what it found in the run.
   *
   * @param run what the steps before have found
   */
  StepEnding run(DeployRun run);
}
