package io.passthrough.core.record;

import io.passthrough.api.AssetKey;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one prune means to delete.
 *
 * @param plan the folder's name: a UUID's text, or whatever another hand has put there
 */
public record PlanName(String plan) implements RecordName<PrunePlan> {

  private static final Pattern KEY = Pattern.compile("\\.passthrough/plans/([^/]+)/plan\\.json");

  /**
   * Makes the name of a plan.
   *
   * @param id what no other plan has
   * @return the name
   */
  public static PlanName of(UUID id) {
    return new PlanName(id.toString());
  }

  static Optional<PlanName> parse(String key) {
    Matcher matcher = KEY.matcher(key);
    return matcher.matches() ? Optional.of(new PlanName(matcher.group(1))) : Optional.empty();
  }

  /**
   * Returns where it is said that the plan has ended.
   *
   * @return the name of the record beside this one
   */
  public DoneName done() {
    return new DoneName(plan);
  }

  @Override
  public AssetKey key() {
    return AssetKey.of(StoreLayout.PLANS + plan + "/plan.json");
  }

  @Override
  public RecordCodec<PrunePlan> codec() {
    return new PrunePlanCodec();
  }
}
