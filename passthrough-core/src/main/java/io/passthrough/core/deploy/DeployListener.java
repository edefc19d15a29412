package io.passthrough.core.deploy;

import io.passthrough.core.PipelineListener;

/** Told of the steps of a deployment and, while one is taken, of what happens in it. */
public interface DeployListener extends PipelineListener {

  /**
   * Told that a step begins, on the thread of the deployment.
   *
   * @param name the step's name
   * @param number its number, from 1
   * @param steps how many steps there are
   */
  void began(String name, int number, int steps);

  /**
   * Told that a step has ended, on the thread of the deployment; not of a step that is not taken as
   * one before has failed, nor of one that throws, which ends the deployment.
   *
   * @param step the step
   * @param result what the deployment has found until now
   */
  void ended(TakenStep step, DeployResult result);
}
