package io.passthrough.core.attempt;

import io.passthrough.api.AssetKey;
import io.passthrough.core.objects.RequiredObject;
import io.passthrough.core.record.ManifestName;
import io.passthrough.core.record.OpenName;
import io.passthrough.core.record.PrunePlan;
import io.passthrough.core.record.RecordStore;
import io.passthrough.core.record.StoredRecord;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * u1: lists the plans of prunes once. A key of ours that a plan without {@code done} condemns has
 * to wait; a plan that is put later sees this attempt, so that nobody lists again. The manifest is
 * a key like any other.
 */
final class ReadPrunePlans implements Step {

  @Override
  public void run(Attempt attempt) {
    PlanWatch watch = PlanWatch.begin(attempt.context(), attempt.run().cannot());
    if (watch.open().isEmpty()) {
      return;
    }
    Set<AssetKey> own = own(attempt.run());
    for (StoredRecord<PrunePlan> plan : watch.closeDead(storeTime(attempt))) {
      Set<AssetKey> condemned = new HashSet<>(plan.value().keys());
      condemned.retainAll(own);
      attempt.condemned(watch, plan, condemned);
    }
  }

  private static Set<AssetKey> own(Run run) {
    Set<AssetKey> own = run.objects().stream().map(RequiredObject::key).collect(Collectors.toSet());
    own.add(new ManifestName(run.release()).key());
    return own;
  }

  /** What the store's clock showed when this attempt was opened; as good as nothing without. */
  private static Instant storeTime(Attempt attempt) {
    OpenName open = new OpenName(attempt.run().release(), attempt.id());
    RecordStore records = attempt.context().records();
    return records.putAt(open).orElse(Instant.MIN);
  }
}
