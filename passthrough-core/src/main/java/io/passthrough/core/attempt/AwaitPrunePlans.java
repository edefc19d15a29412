package io.passthrough.core.attempt;

/**
 * u2: waits until every plan that condemns a key of ours has a {@code done}. What was seen of those
 * keys before counts for nothing.
 */
final class AwaitPrunePlans implements Step {

  @Override
  public void run(Attempt attempt) {
    if (attempt.awaited().isEmpty()) {
      return;
    }
    attempt
        .run()
        .progress()
        .warn(
            "Waiting for a prune that may delete "
                + attempt.condemned().size()
                + " of the files of release '"
                + attempt.run().release()
                + "'");
    attempt.awaited().forEach(Attempt.Awaited::end);
  }
}
