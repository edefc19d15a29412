package io.passthrough.core.prune;

import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.prune.PruneResult.Gone;
import io.passthrough.core.prune.PruneResult.Stay;
import io.passthrough.core.retention.Reason;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Says of every key why it goes or stays. The sentences are short, however many releases had it.
 */
final class KeyReport {

  /** So many releases are named with their reasons; the others are counted. */
  private static final int NAMED = 2;

  private final PruneRun run;
  private final Map<List<ReleaseName>, String> sentences = new HashMap<>();

  KeyReport(PruneRun run) {
    this.run = run;
  }

  /** Returns the objects that go, in the order of their numbers. */
  List<Gone> gone() {
    Map<ReleaseName, String> ended = run.verdict().ended();
    Map<Integer, List<ReleaseName>> owners = run.table().owners(ended.keySet());
    List<Gone> gone = new ArrayList<>();
    run.verdict().objects().stream()
        .forEach(
            number -> {
              List<ReleaseName> had = owners.getOrDefault(number, List.of());
              String reason =
                  had.isEmpty() ? "no release needs it" : sentence(had, ended::get, " ");
              gone.add(new Gone(run.table().key(number), reason));
            });
    return gone;
  }

  /** Returns the objects that stay, in the order of their numbers. */
  List<Stay> stays() {
    Map<Integer, List<ReleaseName>> owners = run.table().owners(run.kept().keySet());
    BitSet versions = run.versions();
    BitSet all = run.staying();
    all.or(run.foreign());
    List<Stay> stays = new ArrayList<>();
    all.stream().forEach(number -> stays.add(stay(number, owners, versions)));
    return stays;
  }

  private Stay stay(int number, Map<Integer, List<ReleaseName>> owners, BitSet versions) {
    List<ReleaseName> needed = owners.getOrDefault(number, List.of());
    String reason =
        !needed.isEmpty()
            ? sentence(needed, release -> text(release), ": ")
            : versions.get(number)
                ? Reason.versions(run.rules().config().kept().versions())
                : "another tool put it";
    return new Stay(run.table().key(number), needed, reason);
  }

  private String text(ReleaseName release) {
    return run.kept().getOrDefault(release, List.of()).stream()
        .map(Reason::text)
        .collect(Collectors.joining(", "));
  }

  private String sentence(
      List<ReleaseName> releases, Function<ReleaseName, String> reason, String between) {
    return sentences.computeIfAbsent(
        releases,
        each -> {
          String named =
              each.stream()
                  .limit(NAMED)
                  .map(release -> "'" + release + "'" + between + reason.apply(release))
                  .collect(Collectors.joining("; "));
          int more = each.size() - NAMED;
          return more <= 0
              ? named
              : named + "; and " + more + (more == 1 ? " more release" : " more releases");
        });
  }
}
