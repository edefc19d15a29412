package io.passthrough.core.attempt;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.objects.RequiredObject;
import java.util.List;
import java.util.stream.Collectors;

/** u3: ends the attempt when an object is missing whose bytes were not at hand. */
final class RequireObjects implements Step {

  /** How many missing objects a message names. */
  private static final int NAMED = 5;

  @Override
  public void run(Attempt attempt) {
    requireAll(attempt);
    warnOfCompanions(attempt);
  }

  /** Refuses a release that the store does not hold whole. */
  private static void requireAll(Attempt attempt) {
    List<RequiredObject> missing =
        attempt.run().objects().stream()
            .filter(object -> object.role() != RequiredObject.Role.CODING)
            .filter(object -> !attempt.has(object))
            .toList();
    if (missing.isEmpty()) {
      return;
    }
    throw new PassthroughException(
        Kind.INCOMPLETE,
        attempt.run().cannot()
            + ": the store lacks "
            + missing.size()
            + " of its objects, "
            + named(missing),
        "give the release's build with --from, or publish it again, which puts what is missing");
  }

  private static String named(List<RequiredObject> missing) {
    String named =
        missing.stream()
            .limit(NAMED)
            .map(object -> "'" + object.assets().get(0).key() + "'")
            .collect(Collectors.joining(", "));
    return missing.size() > NAMED ? named + " and others" : named;
  }

  private static void warnOfCompanions(Attempt attempt) {
    List<String> kept =
        attempt.run().objects().stream()
            .filter(object -> object.role() == RequiredObject.Role.COMPANION)
            .filter(object -> object.source().isPresent() && attempt.hasOther(object))
            .map(object -> object.key().value())
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
