package io.passthrough.core.prune;

import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetStore;
import io.passthrough.api.Entry;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.prune.PruneRun.Verdict;
import io.passthrough.core.record.CacheControl;
import io.passthrough.core.record.StoreLayout;
import io.passthrough.core.retention.ObjectTable;
import io.passthrough.core.retention.Reason;
import io.passthrough.core.retention.ReleaseState;
import io.passthrough.core.retention.Retention;
import io.passthrough.core.store.StoreOperations;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * g0: finds what goes: objects of ours that no kept release needs, of releases that end and of runs
 * that left no record. Another tool's objects are none of them.
 */
final class CondemnObjects implements PruneStep {

  private static final String IMMUTABLE = CacheControl.IMMUTABLE.value();
  private static final List<String> OWN_FOLDERS = List.of(StoreLayout.FILES, StoreLayout.ENCODED);

  @Override
  public void run(PruneRun run) {
    Retention retention = run.retention();
    Map<ReleaseName, List<Reason>> kept = new HashMap<>(retention.kept());
    kept.putAll(run.forgotten().kept());
    run.kept(kept);
    Map<ReleaseName, String> ended = new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
    for (ReleaseState release : retention.history().releases()) {
      if (!run.kept().containsKey(release.release())) {
        ended.put(release.release(), retention.whyNot(release));
      }
    }
    ended.putAll(run.forgotten().ended());
    BitSet candidates = run.table().neededBy(ended.keySet());
    if (!run.forgotten().unknown()) {
      addOrphans(run, candidates);
    }
    BitSet live = run.table().neededBy(run.kept().keySet());
    candidates.andNot(live);
    BitSet versions = run.versions();
    versions.and(candidates);
    candidates.andNot(versions);
    Set<ReleaseName> thinned = thinned(run, ended.keySet(), versions);
    BitSet objects = owned(run, candidates);
    if (objects.isEmpty()) {
      retention.history().releases().stream()
          .filter(release -> release.hasEnded() && thinned.contains(release.release()))
          .forEach(release -> ended.remove(release.release()));
      thinned.retainAll(ended.keySet());
    }
    run.verdict(new Verdict(ended, thinned, objects));
  }

  private static Set<ReleaseName> thinned(PruneRun run, Set<ReleaseName> ended, BitSet versions) {
    Set<ReleaseName> thinned = new HashSet<>();
    for (ReleaseName release : ended) {
      if (run.table().neededBy(List.of(release)).intersects(versions)) {
        thinned.add(release);
      }
    }
    return thinned;
  }

  /** What lies in folders of ours belongs to us, also where no record names it any more. */
  private static void addOrphans(PruneRun run, BitSet candidates) {
    for (String folder : OWN_FOLDERS) {
      for (Entry entry : StoreOperations.list(run.context().store(), folder)) {
        candidates.set(run.table().add(entry.key(), entry.size()));
      }
    }
  }

  /** Looks at each candidate, once: what has none of our metadata is not ours. */
  private static BitSet owned(PruneRun run, BitSet candidates) {
    AssetStore store = run.context().store();
    ObjectTable table = run.table();
    BitSet owned = new BitSet();
    BitSet foreign = new BitSet();
    Map<Integer, Sha256> immutable = new ConcurrentHashMap<>();
    run.context()
        .workers()
        .forEach(
            candidates.stream().boxed().toList(),
            number ->
                store
                    .stat(table.key(number))
                    .ifPresent(
                        info -> {
                          table.resize(number, info.size());
                          set(isOwn(info) ? owned : foreign, number);
                          sha256(info).ifPresent(bytes -> immutable.put(number, bytes));
                        }));
    run.foreign(foreign);
    run.immutable(immutable);
    return owned;
  }

  private static void set(BitSet objects, int number) {
    synchronized (objects) {
      objects.set(number);
    }
  }

  /** Returns the bytes of an object that caches may keep for ever. */
  private static Optional<Sha256> sha256(AssetInfo info) {
    return StoreLayout.sha256(info.headers())
        .filter(bytes -> info.headers().cacheControl().filter(IMMUTABLE::equals).isPresent());
  }

  private static boolean isOwn(AssetInfo info) {
    return StoreLayout.sha256(info.headers()).isPresent();
  }
}
