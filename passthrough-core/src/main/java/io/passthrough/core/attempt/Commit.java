package io.passthrough.core.attempt;

/**
 * u5b: puts the outcome READY, if absent. This is the commit; where ABANDONED is there already,
 * nothing that names the attempt ever counts, and the run starts over.
 */
final class Commit implements Step {

  @Override
  public void run(Attempt attempt) {
    attempt.commit();
  }
}
