package io.passthrough.core.attempt;

import io.passthrough.api.AssetKey;
import io.passthrough.api.Entry;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.record.StoreLayout;
import io.passthrough.core.store.StoreOperations;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * u1: looks for prune plans without {@code done}, once. A plan may condemn a key of ours, and what
 * it will delete must not be taken for present, so such a plan ends the attempt.
 */
final class CheckPrunePlans implements Step {

  private static final String PLAN = "/plan.json";
  private static final String DONE = "/done.json";

  @Override
  public void run(Attempt attempt) {
    List<Entry> entries = StoreOperations.list(attempt.context().store(), StoreLayout.PLANS);
    Set<String> keys =
        entries.stream().map(Entry::key).map(AssetKey::value).collect(Collectors.toSet());
    keys.stream()
        .filter(key -> key.endsWith(PLAN))
        .filter(key -> !keys.contains(key.replace(PLAN, DONE)))
        .sorted()
        .findFirst()
        .ifPresent(
            plan -> {
              throw new PassthroughException(
                  Kind.CONFLICT,
                  attempt.run().cannot() + ": a prune is under way, '" + plan + "'",
                  "run it again when the prune has ended");
            });
  }
}
