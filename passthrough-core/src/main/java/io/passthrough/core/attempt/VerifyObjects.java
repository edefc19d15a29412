package io.passthrough.core.attempt;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.objects.ObjectLookup;
import io.passthrough.core.objects.RequiredObject;
import io.passthrough.core.objects.StoredVersion;
import java.util.Optional;

/**
 * u4: looks again at every object, if one was put or waited for: what was seen before may be gone
 * by now.
 */
final class VerifyObjects implements Step {

  @Override
  public void run(Attempt attempt) {
    if (!attempt.hasPut() && attempt.awaited().isEmpty()) {
      return;
    }
    Run run = attempt.run();
    PipelineContext context = run.context();
    ObjectLookup lookup =
        ObjectLookup.list(context.store(), context.workers(), run.objects(), attempt::recorded);
    context.workers().forEach(run.objects(), object -> check(attempt, lookup, object));
  }

  private static void check(Attempt attempt, ObjectLookup lookup, RequiredObject object) {
    if (!attempt.has(object)) {
      return;
    }
    Optional<StoredVersion> now = lookup.find(object.key());
    if (now.isEmpty() || !object.allows(now.get().content())) {
      throw new PassthroughException(
          Kind.CONFLICT,
          attempt.run().cannot()
              + ": another run has deleted or replaced '"
              + object.key()
              + "' meanwhile",
          "run it again");
    }
    attempt.found(object, now.get());
  }
}
