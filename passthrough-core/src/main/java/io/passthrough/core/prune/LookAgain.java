package io.passthrough.core.prune;

import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.prune.PruneRun.Verdict;
import io.passthrough.core.record.OutcomeName;
import io.passthrough.core.snapshot.RecordNames.OfRelease;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * g2: lists all roots again, attempts first, then activations, pins and leases, and strikes off
 * what is live by now: whatever has an attempt that is open, or READY and in no drop list.
 */
final class LookAgain implements PruneStep {

  @Override
  public void run(PruneRun run) {
    if (run.own().isEmpty()) {
      return;
    }
    Roots roots = run.roots().again(run.visitor());
    Instant now = StoreTime.now(run.context().store());
    run.roots(roots, now);
    new RootCheck(roots, run.dropped()).run(now.plus(run.settle()));
    requireManifests(roots);
    run.verdict(withoutLive(run));
  }

  /** Whatever does not end is needed, whether a policy keeps it or a run has just begun it. */
  private static Verdict withoutLive(PruneRun run) {
    Map<ReleaseName, String> ended = new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
    ended.putAll(run.verdict().ended());
    Set<ReleaseName> needed = new HashSet<>(run.kept().keySet());
    needed.addAll(run.roots().leased(run.question()).keySet());
    run.roots()
        .releases()
        .filter(release -> !ended.containsKey(release.release()) || isLive(run, release))
        .map(OfRelease::release)
        .forEach(needed::add);
    ended.keySet().removeAll(needed);
    BitSet objects = (BitSet) run.verdict().objects().clone();
    objects.andNot(run.table().neededBy(needed));
    Set<ReleaseName> thinned = new HashSet<>(run.verdict().thinned());
    thinned.retainAll(ended.keySet());
    return new Verdict(ended, thinned, objects);
  }

  private static boolean isLive(PruneRun run, OfRelease release) {
    return !Roots.open(release).isEmpty()
        || release.outcomes().stream().anyMatch(name -> isLive(run, name));
  }

  private static boolean isLive(PruneRun run, OutcomeName name) {
    return run.roots().isReady(name) && !run.dropped().contains(name);
  }

  /** The keys of an open attempt are unknown while its manifest is put again. */
  private static void requireManifests(Roots roots) {
    roots
        .releases()
        .filter(release -> !release.hasManifest() && !Roots.open(release).isEmpty())
        .findFirst()
        .ifPresent(
            release -> {
              throw new PassthroughException(
                  Kind.CONFLICT,
                  "Cannot prune: a run puts release '" + release.release() + "' just now",
                  "run it again when that has ended");
            });
  }
}
