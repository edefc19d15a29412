package io.passthrough.core.prune;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.attempt.PipelineContext;
import io.passthrough.core.attempt.Progress;
import io.passthrough.core.prune.ReadForgotten.Forgotten;
import io.passthrough.core.record.OutcomeName;
import io.passthrough.core.record.PlanListing;
import io.passthrough.core.record.PlanName;
import io.passthrough.core.record.PrunePlan;
import io.passthrough.core.retention.ObjectTable;
import io.passthrough.core.retention.Reason;
import io.passthrough.core.retention.Retention;
import io.passthrough.core.retention.VersionTable;
import io.passthrough.core.snapshot.ReleaseVisitor;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One prune, and what its steps have found. The steps follow each other on one thread. */
final class PruneRun {

  private final PipelineContext context;
  private final PruneRules rules;
  private final Progress progress;
  private final ObjectTable table = new ObjectTable();
  private final VersionTable versions = new VersionTable();
  private final Map<PlanName, PrunePlan> plans = new HashMap<>();
  private final Set<OutcomeName> dropped = new HashSet<>();
  private Instant now = Instant.EPOCH;
  private PlanListing plansListed = new PlanListing(Map.of(), Map.of());
  private Optional<Roots> roots = Optional.empty();
  private Map<ReleaseName, List<Reason>> kept = Map.of();
  private Verdict verdict = Verdict.NOTHING;
  private Optional<OwnPlan> own = Optional.empty();
  private Forgotten forgotten = Forgotten.NOTHING;
  private BitSet foreign = new BitSet();
  private Map<Integer, Sha256> immutable = Map.of();
  private boolean hasDeletedObjects;
  private int deleted;

  /**
   * What goes.
   *
   * @param ended the releases that end, and why
   * @param thinned those of them of which versions of assets stay
   * @param objects the objects that go, by their numbers
   */
  record Verdict(Map<ReleaseName, String> ended, Set<ReleaseName> thinned, BitSet objects) {
    static final Verdict NOTHING = new Verdict(Map.of(), Set.of(), new BitSet());

    /** Returns the releases of which nothing is left. */
    Set<ReleaseName> gone() {
      Set<ReleaseName> gone = new HashSet<>(ended.keySet());
      gone.removeAll(thinned);
      return gone;
    }

    boolean isNothing() {
      return ended.isEmpty() && objects.isEmpty();
    }
  }

  /**
   * The plan of this prune.
   *
   * @param name its name
   * @param plan what it says
   * @param deletes what is deleted by it
   */
  record OwnPlan(PlanName name, PrunePlan plan, Deletes deletes) {}

  PruneRun(PipelineContext context, PruneRules rules, Progress progress) {
    this.context = context;
    this.rules = rules;
    this.progress = progress;
  }

  PipelineContext context() {
    return context;
  }

  PruneRules rules() {
    return rules;
  }

  Progress progress() {
    return progress;
  }

  ObjectTable table() {
    return table;
  }

  /** Returns what is shown every release. */
  ReleaseVisitor visitor() {
    return rules.config().kept().versions() > 0 ? table.and(versions) : table;
  }

  /** Returns the objects that stay as versions of an asset, whatever becomes of their release. */
  BitSet versions() {
    BitSet kept = new BitSet();
    int count = rules.config().kept().versions();
    if (count > 0) {
      versions.newest(count).forEach(key -> table.number(key).ifPresent(kept::set));
    }
    return kept;
  }

  /** Returns the objects that stay, of those that releases need: a new set. */
  BitSet staying() {
    BitSet staying = table.neededBy(kept.keySet());
    staying.or(versions());
    return staying;
  }

  /** Takes note of the candidates that caches may keep for ever, by number, and their bytes. */
  void immutable(Map<Integer, Sha256> objects) {
    immutable = objects;
  }

  /** Returns the objects that go and that caches may keep for ever, and their bytes. */
  Map<AssetKey, Sha256> immutable() {
    Map<AssetKey, Sha256> deleted = new HashMap<>();
    immutable.forEach(
        (number, sha256) -> {
          if (verdict.objects().get(number)) {
            deleted.put(table.key(number), sha256);
          }
        });
    return deleted;
  }

  /** Takes note of objects that no release keeps, and that are not ours to delete. */
  void foreign(BitSet objects) {
    foreign = objects;
  }

  BitSet foreign() {
    return foreign;
  }

  /** Takes note of the plans that are there, of all prunes. */
  void plans(PlanListing listed, Map<PlanName, PrunePlan> read) {
    plansListed = listed;
    plans.putAll(read);
    read.values().forEach(plan -> dropped.addAll(plan.drops()));
  }

  PlanListing plansListed() {
    return plansListed;
  }

  Map<PlanName, PrunePlan> plans() {
    return plans;
  }

  /** Returns the attempts that plans have ended. */
  Set<OutcomeName> dropped() {
    return dropped;
  }

  /** Takes what lists show at a time of the store. */
  void roots(Roots listed, Instant time) {
    roots = Optional.of(listed);
    now = time;
  }

  Roots roots() {
    return roots.orElseThrow();
  }

  /** Returns the store's time. */
  Instant now() {
    return now;
  }

  Duration settle() {
    return rules.config().timing().settle();
  }

  /** Decides by the roots what stays; returns the decision. */
  Retention retention() {
    return new Retention(rules.config(), roots().history(question()), now);
  }

  Roots.Question question() {
    return new Roots.Question(dropped, now, rules.config().timing());
  }

  /** Takes note of what was set aside. */
  void forgotten(Forgotten found) {
    forgotten = found;
  }

  Forgotten forgotten() {
    return forgotten;
  }

  void kept(Map<ReleaseName, List<Reason>> reasons) {
    kept = reasons;
  }

  Map<ReleaseName, List<Reason>> kept() {
    return kept;
  }

  void verdict(Verdict found) {
    verdict = found;
  }

  Verdict verdict() {
    return verdict;
  }

  void own(OwnPlan plan) {
    own = Optional.of(plan);
  }

  /** Returns the plan of this prune; none where there is nothing to delete. */
  Optional<OwnPlan> own() {
    return own;
  }

  /** Takes note that objects were deleted. */
  void deleted(boolean all, int count) {
    hasDeletedObjects = all;
    deleted = count;
  }

  /** Returns whether every object that goes is gone. */
  boolean hasDeletedObjects() {
    return hasDeletedObjects;
  }

  int deleted() {
    return deleted;
  }

  /** Returns the keys of the objects that go. */
  List<AssetKey> keys() {
    return verdict.objects().stream().mapToObj(table::key).toList();
  }
}
