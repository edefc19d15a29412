package io.passthrough.core.snapshot;

import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.record.ActivationName;
import io.passthrough.core.record.AttemptId;
import io.passthrough.core.record.ManifestName;
import io.passthrough.core.record.OpenName;
import io.passthrough.core.record.OutcomeName;
import io.passthrough.core.record.RecordName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names of all records, by what they are about.
 *
 * @param releases those of each release
 * @param activations those of all environments
 */
record RecordNames(Map<ReleaseName, OfRelease> releases, List<ActivationName> activations) {

  /** The names of one release's records. Not thread-safe while it is filled. */
  static final class OfRelease {
    private final ReleaseName release;
    private final Set<AttemptId> opened = new HashSet<>();
    private final Set<AttemptId> ended = new HashSet<>();
    private Instant lastChange = Instant.EPOCH;

    private OfRelease(ReleaseName release) {
      this.release = release;
    }

    ReleaseName release() {
      return release;
    }

    Set<AttemptId> opened() {
      return opened;
    }

    Set<AttemptId> ended() {
      return ended;
    }

    Instant lastChange() {
      return lastChange;
    }

    private OfRelease changed(Instant at) {
      lastChange = at.isAfter(lastChange) ? at : lastChange;
      return this;
    }
  }

  static RecordNames of(Map<RecordName<?>, Instant> names) {
    RecordNames grouped = new RecordNames(new HashMap<>(), new ArrayList<>());
    names.forEach(grouped::add);
    return grouped;
  }

  private void add(RecordName<?> name, Instant at) {
    if (name instanceof ActivationName activation) {
      activations.add(activation);
    } else if (name instanceof ManifestName manifest) {
      of(manifest.release(), at);
    } else if (name instanceof OpenName open) {
      of(open.release(), at).opened.add(open.attempt());
    } else if (name instanceof OutcomeName outcome) {
      of(outcome.release(), at).ended.add(outcome.attempt());
    }
  }

  private OfRelease of(ReleaseName release, Instant at) {
    return releases.computeIfAbsent(release, OfRelease::new).changed(at);
  }
}
