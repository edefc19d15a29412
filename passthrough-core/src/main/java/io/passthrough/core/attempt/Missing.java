package io.passthrough.core.attempt;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.objects.RequiredObject;
import java.util.List;
import java.util.stream.Collectors;

/** Refuses a release that the store does not hold whole. */
final class Missing {

  private static final int NAMED = 5;

  private Missing() {}

  static void refuse(Attempt attempt) {
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
        "publish the release again, which puts what is missing");
  }

  private static String named(List<RequiredObject> missing) {
    String named =
        missing.stream()
            .limit(NAMED)
            .map(object -> "'" + object.assets().get(0).key() + "'")
            .collect(Collectors.joining(", "));
    return missing.size() > NAMED ? named + " and others" : named;
  }
}
