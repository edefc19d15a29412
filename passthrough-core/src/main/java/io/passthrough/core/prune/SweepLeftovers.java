package io.passthrough.core.prune;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.Entry;
import io.passthrough.core.lease.LeaseRule;
import io.passthrough.core.record.StoreLayout;
import io.passthrough.core.store.StoreOperations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Deletes what helps nobody any more: what runs that were cut off left of their trials, and caches
 * and hints but the newest, and leases of gateways that are gone for good. No release needs any of
 * it.
 */
final class SweepLeftovers implements PruneStep {

  private static final Duration OLD = Duration.ofDays(1);

  @Override
  public void run(PruneRun run) {
    AssetStore store = run.context().store();
    Instant before = run.now().minus(OLD);
    List<AssetKey> leftovers = new ArrayList<>();
    for (String folder : List.of(StoreLayout.SCRATCH, StoreLayout.PROBES)) {
      leftovers.addAll(old(StoreOperations.list(store, folder), before));
    }
    for (String folder : List.of(StoreLayout.JOURNAL, StoreLayout.CHECKPOINTS)) {
      List<Entry> entries = StoreOperations.list(store, folder);
      leftovers.addAll(old(entries.subList(0, Math.max(0, entries.size() - 1)), before));
    }
    run.roots().leases().stream()
        .filter(lease -> LeaseRule.isGone(lease, run.now()))
        .forEach(lease -> leftovers.add(lease.name().key()));
    if (!leftovers.isEmpty()) {
      var unused = store.delete(leftovers);
    }
  }

  private static List<AssetKey> old(List<Entry> entries, Instant before) {
    return entries.stream()
        .filter(entry -> entry.lastModified().isBefore(before))
        .map(Entry::key)
        .toList();
  }
}
