package io.passthrough.core.publish;

import io.passthrough.api.AssetStoreException;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.publish.Target.Source;
import java.util.List;
import java.util.Optional;

/**
 * u3: compares what is there with what the release needs, and puts what is missing, if absent. What
 * is missing without the bytes at hand ends the attempt.
 */
final class StoreObjects implements Step {

  private static final int PUT_TRIES = 3;

  @Override
  public void run(Attempt attempt) {
    Run run = attempt.run();
    ObjectLookup lookup = ObjectLookup.list(run.engine().store(), run.targets(), attempt::recorded);
    run.engine().workers().forEach(run.targets(), target -> ensure(attempt, lookup, target));
    Missing.refuse(attempt);
    warnOfCompanions(attempt);
  }

  private static void ensure(Attempt attempt, ObjectLookup lookup, Target target) {
    Optional<Found> found = lookup.find(target.key());
    if (found.isPresent()) {
      keep(attempt, target, found.get());
    } else if (target.source().isPresent()) {
      put(attempt, lookup, target, target.source().get());
    }
  }

  private static void keep(Attempt attempt, Target target, Found found) {
    if (target.allows(found.content())) {
      attempt.found(target, found);
      attempt.run().progress().skipped(target);
    } else if (target.source().isPresent()) {
      throw new Conflict(
              target.key(), attempt.run().recorded().release(target.key(), found.content()))
          .refuse(attempt.run().release());
    }
  }

  private static void put(Attempt attempt, ObjectLookup lookup, Target target, Source source) {
    VerifiedContent content = new VerifiedContent(source.content(), source.id());
    try {
      Version version = put(attempt, target, content);
      attempt.put(target, new Found(version, source.id()));
    } catch (AssetStoreException e) {
      content.failure().ifPresent(failure -> refuse(attempt, target, failure));
      Optional<Found> other =
          e.kind() == AssetStoreException.Kind.CONDITION_FAILED
              ? lookup.inspect(target.key())
              : Optional.empty();
      keep(attempt, target, other.orElseThrow(() -> e));
    }
  }

  private static Version put(Attempt attempt, Target target, VerifiedContent content) {
    for (int tries = 1; ; tries++) {
      try {
        return attempt
            .engine()
            .store()
            .put(target.key(), content, target.headers(content.id()), PutCondition.IF_ABSENT);
      } catch (AssetStoreException e) {
        if (e.kind() != AssetStoreException.Kind.OUTCOME_UNKNOWN || tries == PUT_TRIES) {
          throw e;
        }
      }
    }
  }

  private static void refuse(Attempt attempt, Target target, Exception failure) {
    throw new PassthroughException(
        Kind.IO,
        attempt.run().cannot()
            + ": cannot read '"
            + target.assets().get(0).key()
            + "' ("
            + failure.getMessage()
            + ")",
        "publish again when nothing changes the build",
        failure);
  }

  private static void warnOfCompanions(Attempt attempt) {
    List<String> kept =
        attempt.run().targets().stream()
            .filter(target -> target.role() == Target.Role.COMPANION)
            .filter(target -> target.source().isPresent() && attempt.hasOther(target))
            .map(target -> target.key().value())
            .toList();
    if (!kept.isEmpty()) {
      attempt.run().progress().warn(companions(kept));
    }
  }

  private static String companions(List<String> keys) {
    String first = "'" + keys.get(0) + "'";
    return keys.size() == 1
        ? first + " keeps the bytes that were published first"
        : first + " and " + (keys.size() - 1) + " more keep the bytes that were published first";
  }
}
