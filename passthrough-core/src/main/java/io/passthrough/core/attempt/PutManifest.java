package io.passthrough.core.attempt;

/**
 * u3: looks at the manifest afresh, and puts it where it is absent. What u0 saw of it was before
 * the plans were listed, so that a prune which has ended since may have deleted it.
 */
final class PutManifest implements Step {

  @Override
  public void run(Attempt attempt) {
    OpenAttempt.putManifest(attempt);
  }
}
