package io.passthrough.core.prune;

import io.passthrough.api.AssetKey;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.record.Activation;
import io.passthrough.core.record.ManifestName;
import io.passthrough.core.record.OpenName;
import io.passthrough.core.record.OutcomeName;
import io.passthrough.core.record.RecordName;
import io.passthrough.core.snapshot.RecordNames.OfRelease;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Refuses to prune where the records do not tell everything: what cannot be read, or is missing,
 * may need any object.
 */
final class RootCheck {

  private static final int NAMED = 5;

  private final Roots roots;
  private final Set<OutcomeName> dropped;

  RootCheck(Roots roots, Set<OutcomeName> dropped) {
    this.roots = roots;
    this.dropped = dropped;
  }

  void run(Instant latest) {
    requireReadable();
    requireWhole();
    requireNotLater(latest);
  }

  private void requireReadable() {
    List<Map.Entry<RecordName<?>, PassthroughException>> faults =
        roots.faults().entrySet().stream()
            .sorted(Map.Entry.comparingByKey((a, b) -> a.key().compareTo(b.key())))
            .toList();
    if (faults.isEmpty()) {
      return;
    }
    List<String> messages =
        faults.stream()
            .limit(NAMED)
            .map(fault -> String.valueOf(fault.getValue().getMessage()))
            .toList();
    throw new PassthroughException(
        Kind.IO,
        "Cannot prune: "
            + faults.size()
            + (faults.size() == 1 ? " record" : " records")
            + " cannot be read, and may need any file. "
            + String.join("; ", messages),
        faults.get(0).getValue().next());
  }

  /**
   * A record that names another one which was not listed.
   *
   * @param from what names it
   * @param to what was not listed: one of these is enough
   * @param isNewEnough whether it does no harm when it was put since the list: an attempt that has
   *     begun since waits for our plan
   */
  private record Dangling(RecordName<?> from, List<RecordName<?>> to, boolean isNewEnough) {}

  private void requireWhole() {
    List<Dangling> dangling = new ArrayList<>();
    roots.releases().forEach(release -> dangling.addAll(manifest(release)));
    roots
        .snapshot()
        .activations()
        .forEach((name, it) -> dangling.addAll(attempt(name, outcome(it))));
    roots.pins().keySet().forEach(name -> dangling.addAll(attempt(name, name.outcome())));
    dangling.removeIf(it -> it.isNewEnough() && isThere(it.to()));
    if (dangling.isEmpty()) {
      return;
    }
    if (!roots.snapshot().gone().isEmpty() || dangling.stream().anyMatch(this::isOvertaken)) {
      throw new PassthroughException(
          Kind.CONFLICT,
          "Cannot prune: another run is deleting records",
          "run it again when that has ended");
    }
    throw new PassthroughException(
        Kind.IO,
        "Cannot prune: a record is missing that another names, " + missing(dangling),
        "restore it from a backup, or set aside what names it with 'forget'");
  }

  /** Whether the records are others by now than they were when they were listed. */
  private boolean isOvertaken(Dangling dangling) {
    return isThere(dangling.to()) || !isThere(List.of(dangling.from()));
  }

  private boolean isThere(List<RecordName<?>> names) {
    return names.stream().anyMatch(roots::isThere);
  }

  private static String missing(List<Dangling> dangling) {
    return dangling.stream()
        .map(it -> "'" + it.to().get(0).key() + "'")
        .distinct()
        .sorted()
        .limit(NAMED)
        .collect(Collectors.joining(", "));
  }

  private List<Dangling> manifest(OfRelease release) {
    if (release.hasManifest()) {
      return List.of();
    }
    RecordName<?> manifest = new ManifestName(release.release());
    return release.outcomes().stream()
        .filter(name -> roots.isReady(name) && !dropped.contains(name))
        .map(name -> new Dangling(name, List.of(manifest), false))
        .toList();
  }

  private static OutcomeName outcome(Activation activation) {
    return new OutcomeName(activation.release(), activation.attempt());
  }

  private List<Dangling> attempt(RecordName<?> root, OutcomeName name) {
    OpenName open = new OpenName(name.release(), name.attempt());
    Set<RecordName<?>> listed = roots.snapshot().listed();
    Set<RecordName<?>> hidden = roots.snapshot().listing().hidden().keySet();
    boolean isKnown =
        listed.contains(name)
            || listed.contains(open)
            || dropped.contains(name)
            || hidden.contains(name)
            || hidden.contains(open);
    return isKnown ? List.of() : List.of(new Dangling(root, List.of(name, open), true));
  }

  /** A store whose clock goes back cannot tell how old anything is, nor which leases hold. */
  private void requireNotLater(Instant latest) {
    Map<AssetKey, Instant> put = new HashMap<>();
    roots.snapshot().listing().names().forEach((name, at) -> put.put(name.key(), at));
    roots.leases().forEach(lease -> put.put(lease.name().key(), lease.time().put()));
    put.entrySet().stream()
        .filter(entry -> entry.getValue().isAfter(latest))
        .min(Map.Entry.comparingByKey())
        .ifPresent(
            entry -> {
              throw new PassthroughException(
                  Kind.REFUSED,
                  "Cannot prune: the store says that '"
                      + entry.getKey()
                      + "' was put at "
                      + entry.getValue()
                      + ", which is still to come by its own clock",
                  "set the store's clock right, and wait until that time has passed");
            });
  }
}
