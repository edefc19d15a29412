package io.passthrough.core.prune;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.record.Activation;
import io.passthrough.core.record.ManifestName;
import io.passthrough.core.record.OpenName;
import io.passthrough.core.record.OutcomeName;
import io.passthrough.core.record.PinName;
import io.passthrough.core.record.RecordName;
import io.passthrough.core.snapshot.RecordNames.OfRelease;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

  private void requireWhole() {
    List<String> missing = new ArrayList<>();
    roots.releases().forEach(release -> missing.addAll(missing(release)));
    roots.snapshot().activations().values().forEach(it -> missing.addAll(missing(it)));
    roots.pins().keySet().forEach(it -> missing.addAll(missing(it)));
    if (missing.isEmpty()) {
      return;
    }
    if (!roots.snapshot().gone().isEmpty()) {
      throw new PassthroughException(
          Kind.CONFLICT,
          "Cannot prune: another run is deleting records",
          "run it again when that has ended");
    }
    throw new PassthroughException(
        Kind.IO,
        "Cannot prune: a record is missing that another names, "
            + String.join(", ", missing.stream().sorted().limit(NAMED).toList()),
        "restore it from a backup, or set aside what names it with 'forget'");
  }

  private List<String> missing(OfRelease release) {
    boolean counts =
        release.outcomes().stream()
            .anyMatch(name -> roots.isReady(name) && !dropped.contains(name));
    return counts && !release.hasManifest()
        ? List.of("'" + new ManifestName(release.release()).key() + "'")
        : List.of();
  }

  private List<String> missing(Activation activation) {
    return missing(new OutcomeName(activation.release(), activation.attempt()));
  }

  private List<String> missing(PinName pin) {
    return missing(pin.outcome());
  }

  private List<String> missing(OutcomeName name) {
    OpenName open = new OpenName(name.release(), name.attempt());
    Set<RecordName<?>> listed = roots.snapshot().listed();
    boolean isThere =
        listed.contains(name)
            || listed.contains(open)
            || dropped.contains(name)
            || roots.snapshot().listing().hidden().containsKey(name)
            || roots.snapshot().listing().hidden().containsKey(open);
    return isThere ? List.of() : List.of("'" + name.key() + "'");
  }

  /** A store whose clock goes back cannot tell how old anything is. */
  private void requireNotLater(Instant latest) {
    roots.snapshot().listing().names().entrySet().stream()
        .filter(entry -> entry.getValue().isAfter(latest))
        .findFirst()
        .ifPresent(
            entry -> {
              throw new PassthroughException(
                  Kind.REFUSED,
                  "Cannot prune: the store says that '"
                      + entry.getKey().key()
                      + "' was put at "
                      + entry.getValue()
                      + ", which is still to come by its own clock",
                  "set the store's clock right, and wait until that time has passed");
            });
  }
}
