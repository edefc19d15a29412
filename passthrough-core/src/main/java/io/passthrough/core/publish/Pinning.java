package io.passthrough.core.publish;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.PipelineListener;
import io.passthrough.core.attempt.AttemptRunner;
import io.passthrough.core.attempt.PipelineContext;
import io.passthrough.core.attempt.Progress;
import io.passthrough.core.attempt.Run;
import io.passthrough.core.record.Action;
import io.passthrough.core.record.PinName;
import io.passthrough.core.scan.ScannedRelease;
import io.passthrough.core.snapshot.RecordSnapshot;
import java.util.List;
import java.util.Optional;

/** Keeps a release until somebody says otherwise. */
final class Pinning {

  private final PipelineContext context;
  private final PipelineListener listener;

  Pinning(PipelineContext context, PipelineListener listener) {
    this.context = context;
    this.listener = listener;
  }

  void pin(ReleaseName release, Optional<String> reason, Optional<ScannedRelease> build) {
    RecordSnapshot snapshot = context.snapshot();
    Run run =
        new WholeRelease(context, new Progress(listener), build).run(release, Action.PIN, snapshot);
    var unused = AttemptRunner.pin(reason).run(run);
  }

  /** Deletes the pins of a release; returns how many there were. */
  int unpin(ReleaseName release) {
    List<AssetKey> pins =
        context.records().pins().keySet().stream()
            .filter(name -> name.release().equals(release))
            .map(PinName::key)
            .toList();
    if (pins.isEmpty()) {
      throw new PassthroughException(
          Kind.INPUT,
          "Cannot unpin release '" + release + "': it is not pinned",
          "name one that 'releases' shows as pinned");
    }
    for (AssetStoreException failure : context.store().delete(pins).values()) {
      throw failure;
    }
    return pins.size();
  }
}
