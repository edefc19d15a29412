package io.passthrough.core.prune;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.ProcessClock;
import io.passthrough.core.Workers;
import io.passthrough.core.attempt.DryRunStore;
import io.passthrough.core.attempt.PipelineContext;
import io.passthrough.core.config.RetentionConfig;
import io.passthrough.core.prune.KeyStay.Cause;
import io.passthrough.core.retention.History;
import io.passthrough.core.retention.Reason;
import io.passthrough.core.retention.Retention;
import io.passthrough.core.retention.VersionTable;
import io.passthrough.core.snapshot.PrunedAttempts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tells how long a key stays by the decision that prune takes, and changes nothing. Thread-safe.
 */
public final class KeyRetention {

  private final PipelineContext context;
  private final RetentionConfig config;

  /**
   * Makes one.
   *
   * @param store the store, which the caller closes
   * @param concurrency how many records are read at once, at least 1
   * @param config the policy
   */
  public KeyRetention(AssetStore store, int concurrency, RetentionConfig config) {
    this(store, concurrency, config, ProcessClock.system());
  }

  KeyRetention(AssetStore store, int concurrency, RetentionConfig config, ProcessClock clock) {
    this.context =
        PipelineContext.of(new DryRunStore(store, clock.wall()), new Workers(concurrency), clock);
    this.config = config;
  }

  /**
   * Tells how long a key stays.
   *
   * @param key the key that a URL asks for
   * @return what a prune would decide now; empty when no release has the key
   * @throws PassthroughException when the records do not tell everything
   */
  public Optional<KeyStay> explain(AssetKey key) {
    Instant now = context.now();
    PrunedAttempts pruned = PrunedAttempts.read(context.records(), context.workers());
    requireReadable(pruned);
    KeyHolders holders = new KeyHolders(key);
    VersionTable versions = new VersionTable();
    Roots roots = Roots.summedUp(context, holders.and(versions));
    new RootCheck(roots, pruned.all()).run(now.plus(config.timing().settle()));
    if (holders.objects().isEmpty()) {
      return Optional.empty();
    }
    History history = roots.history(new Roots.Question(pruned.all(), now, config.timing()));
    return Optional.of(stay(new Retention(config, history, now), holders, versions));
  }

  private static void requireReadable(PrunedAttempts pruned) {
    pruned.faults().stream()
        .findFirst()
        .ifPresent(
            fault -> {
              throw new PassthroughException(
                  Kind.IO,
                  "It is unknown what a prune has ended. " + fault,
                  "restore it from a backup");
            });
  }

  private KeyStay stay(Retention retention, KeyHolders holders, VersionTable versions) {
    Map<ReleaseName, List<Reason>> kept = retention.kept();
    kept.keySet().retainAll(holders.objects().keySet());
    List<Cause> causes = new ArrayList<>();
    for (ReleaseName release : sorted(kept.keySet())) {
      causes.add(new Cause(Optional.of(release), text(kept.getOrDefault(release, List.of()))));
    }
    boolean isVersion = isVersion(holders, versions);
    if (isVersion) {
      causes.add(new Cause(Optional.empty(), Reason.versions(config.kept().versions())));
    }
    if (causes.isEmpty()) {
      return new KeyStay(false, Optional.empty(), false, ended(retention, holders));
    }
    List<Reason> reasons = kept.values().stream().flatMap(List::stream).toList();
    return new KeyStay(
        true,
        Reason.latest(reasons).filter(until -> until.isAfter(retention.now())),
        isVersion || reasons.stream().anyMatch(Reason::isOpenEnded),
        causes);
  }

  private boolean isVersion(KeyHolders holders, VersionTable versions) {
    int count = config.kept().versions();
    return count > 0 && !Collections.disjoint(versions.newest(count), holders.objects().values());
  }

  private static List<Cause> ended(Retention retention, KeyHolders holders) {
    return retention.history().releases().stream()
        .filter(release -> holders.objects().containsKey(release.release()))
        .sorted(Comparator.comparing(release -> release.release().value()))
        .map(release -> new Cause(Optional.of(release.release()), retention.whyNot(release)))
        .toList();
  }

  private static List<ReleaseName> sorted(Collection<ReleaseName> releases) {
    return releases.stream().sorted(Comparator.comparing(ReleaseName::value)).toList();
  }

  private static String text(List<Reason> reasons) {
    return reasons.stream().map(Reason::text).collect(Collectors.joining("; "));
  }
}
