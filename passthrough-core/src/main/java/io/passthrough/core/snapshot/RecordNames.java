package io.passthrough.core.snapshot;

import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.record.ActivationName;
import io.passthrough.core.record.AttemptId;
import io.passthrough.core.record.ManifestName;
import io.passthrough.core.record.OpenName;
import io.passthrough.core.record.OutcomeName;
import io.passthrough.core.record.RecordName;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The names of all records, by what they are about.
 *
 * @param releases those of each release
 * @param activations those of all environments
 */
public record RecordNames(
    Map<ReleaseName, OfRelease> releases, Map<ActivationName, OfActivation> activations) {

  /** Names of records that are read together. */
  public sealed interface Group {

    /** Returns when the newest of them was put, by the store's clock. */
    Instant lastChange();
  }

  /**
   * One activation.
   *
   * @param name its name
   * @param lastChange when it was put
   */
  public record OfActivation(ActivationName name, Instant lastChange) implements Group {}

  /** The names of one release's records. Not thread-safe while it is filled. */
  public static final class OfRelease implements Group {
    private final ReleaseName release;
    private final Set<AttemptId> opened = new HashSet<>();
    private final Set<AttemptId> ended = new HashSet<>();
    private Instant lastChange = Instant.EPOCH;
    private Optional<Instant> begun = Optional.empty();

    private OfRelease(ReleaseName release) {
      this.release = release;
    }

    /** Returns which release. */
    public ReleaseName release() {
      return release;
    }

    /** Returns the attempts that have begun. */
    public Set<AttemptId> opened() {
      return opened;
    }

    /** Returns the attempts that have an outcome. */
    public Set<AttemptId> ended() {
      return ended;
    }

    /** Returns whether it has a manifest. */
    public boolean hasManifest() {
      return begun.isPresent();
    }

    /** Returns when its manifest was put: as good as when it was first published. */
    Instant begun() {
      return begun.orElse(Instant.EPOCH);
    }

    /** Returns the names of its outcomes, in no order. */
    public List<OutcomeName> outcomes() {
      return ended.stream().map(attempt -> new OutcomeName(release, attempt)).toList();
    }

    @Override
    public Instant lastChange() {
      return lastChange;
    }

    private OfRelease changed(Instant at) {
      lastChange = at.isAfter(lastChange) ? at : lastChange;
      return this;
    }
  }

  /** Groups names, with when each was put. */
  public static RecordNames of(Map<RecordName<?>, Instant> names) {
    RecordNames grouped = new RecordNames(new HashMap<>(), new HashMap<>());
    names.forEach(grouped::add);
    return grouped;
  }

  private void add(RecordName<?> name, Instant at) {
    if (name instanceof ActivationName activation) {
      activations.put(activation, new OfActivation(activation, at));
    } else if (name instanceof ManifestName manifest) {
      of(manifest.release(), at).begun = Optional.of(at);
    } else if (name instanceof OpenName open) {
      of(open.release(), at).opened.add(open.attempt());
    } else if (name instanceof OutcomeName outcome) {
      of(outcome.release(), at).ended.add(outcome.attempt());
    }
  }

  private OfRelease of(ReleaseName release, Instant at) {
    return releases.computeIfAbsent(release, OfRelease::new).changed(at);
  }

  /** Returns everything, what was put last first. */
  public List<Group> newestFirst() {
    return Stream.<Group>concat(releases.values().stream(), activations.values().stream())
        .sorted(Comparator.comparing(Group::lastChange).reversed())
        .toList();
  }
}
