package io.passthrough.core.prune;

/** One step of a prune. A step that throws ends it: nothing more is deleted. */
interface PruneStep {

  /**
   * Takes the step.
   *
   * @param run the prune, with what the steps before have found
   */
  void run(PruneRun run);
}
