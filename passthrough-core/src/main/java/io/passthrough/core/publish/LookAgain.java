package io.passthrough.core.publish;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import java.util.Optional;

/** u4: looks again at every object, if one was put: what was seen before may be gone by now. */
final class LookAgain implements Step {

  @Override
  public void run(Attempt attempt) {
    if (!attempt.hasPut()) {
      return;
    }
    Run run = attempt.run();
    ObjectLookup lookup = ObjectLookup.list(run.engine().store(), run.targets(), attempt::recorded);
    run.engine().workers().forEach(run.targets(), target -> check(attempt, lookup, target));
  }

  private static void check(Attempt attempt, ObjectLookup lookup, Target target) {
    if (!attempt.has(target)) {
      return;
    }
    Optional<Found> now = lookup.find(target.key());
    if (now.isEmpty() || !target.allows(now.get().content())) {
      throw new PassthroughException(
          Kind.CONFLICT,
          attempt.run().cannot()
              + ": another run has deleted or replaced '"
              + target.key()
              + "' meanwhile",
          "run it again");
    }
    attempt.found(target, now.get());
  }
}
