package io.passthrough.core.publish;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PipelineListener;
import io.passthrough.core.attempt.AttemptRunner;
import io.passthrough.core.attempt.OpenAttempt;
import io.passthrough.core.attempt.PipelineContext;
import io.passthrough.core.attempt.Progress;
import io.passthrough.core.attempt.Run;
import io.passthrough.core.history.KeyHistory;
import io.passthrough.core.history.KindRevision;
import io.passthrough.core.objects.RecordedContents;
import io.passthrough.core.objects.RequiredObject;
import io.passthrough.core.objects.RequiredObjects;
import io.passthrough.core.record.Action;
import io.passthrough.core.record.Activation;
import io.passthrough.core.record.DeletedKeys;
import io.passthrough.core.record.DeletionRecords;
import io.passthrough.core.scan.ScannedRelease;
import io.passthrough.core.snapshot.RecordSnapshot;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Publishes a build: finds out what it is about, and makes attempts until one is READY. */
final class Publish {

  private final PipelineContext context;
  private final PipelineListener listener;

  Publish(PipelineContext context, PipelineListener listener) {
    this.context = context;
    this.listener = listener;
  }

  Run run(ScannedRelease build, ReleaseManifest own) {
    RecordedContents recorded = RecordedContents.wantedBy(own);
    Progress progress = new Progress(listener);
    KeyHistory history = new KeyHistory(own, deleted(progress), today());
    RecordSnapshot snapshot = context.snapshot().readAll(recorded.and(history));
    PipelineContext.requireNotForgotten(snapshot, own.release(), Action.PUBLISH);
    snapshot.requireReadable(own.release());
    build.warnings().forEach(progress::warn);
    warnOfRecords(snapshot, progress);
    ReleaseManifest revised = revised(new KindRevision(build, own, history), snapshot, progress);
    ReleaseManifest manifest = existing(revised, snapshot, progress).orElse(revised);
    List<RequiredObject> objects = RequiredObjects.of(manifest, build);
    recorded
        .conflict(objects)
        .or(() -> history.conflict(objects))
        .ifPresent(
            conflict -> {
              throw conflict.refuse(manifest.release());
            });
    Optional<Long> reloadBytes = Optional.of(reloadBytes(manifest, snapshot));
    Run run = new Run(context, Action.PUBLISH, manifest, objects, recorded, progress, reloadBytes);
    listener.on(new PipelineListener.Started(manifest.assets().size(), run.bytes()));
    AttemptRunner.publish().run(run);
    context.afterCommit(run, snapshot);
    return run;
  }

  private LocalDate today() {
    return LocalDate.ofInstant(context.now(), ZoneOffset.UTC);
  }

  /** What cannot be read of what is gone stops nothing, either. */
  private DeletedKeys deleted(Progress progress) {
    try {
      return new DeletionRecords(context.store()).read();
    } catch (PassthroughException e) {
      progress.warn("Published without what was deleted before. " + e.getMessage());
    } catch (AssetStoreException e) {
      if (e.isOutage()) {
        throw e;
      }
      progress.warn("Published without what was deleted before. " + e.getMessage());
    }
    return DeletedKeys.NONE;
  }

  /** What cannot be read stops only what needs it: the history is judged by what is left. */
  private static void warnOfRecords(RecordSnapshot snapshot, Progress progress) {
    snapshot.warnings().forEach(progress::warn);
    snapshot.faults().values().stream()
        .map(fault -> "Published without what a record says. " + fault.getMessage())
        .sorted()
        .forEach(progress::warn);
  }

  private ReleaseManifest revised(
      KindRevision revision, RecordSnapshot snapshot, Progress progress) {
    KindRevision.Revised revised = revision.run(() -> manifests(snapshot));
    revised.warning().ifPresent(progress::warn);
    return revised.manifest();
  }

  private List<ReleaseManifest> manifests(RecordSnapshot snapshot) {
    return snapshot.releases().stream()
        .flatMap(release -> snapshot.manifest(release.release()).stream())
        .toList();
  }

  /** A manifest that is there stays: the release is what it was first. */
  private Optional<ReleaseManifest> existing(
      ReleaseManifest own, RecordSnapshot snapshot, Progress progress) {
    Optional<ReleaseManifest> existing = snapshot.manifest(own.release());
    existing.ifPresent(
        other -> {
          OpenAttempt.requireSameContent(own, other);
          if (!kinds(own).equals(kinds(other))) {
            progress.warn(
                "Release '" + own.release() + "' keeps the kinds and types of its first publish");
          }
        });
    return existing;
  }

  private static Map<AssetKey, String> kinds(ReleaseManifest manifest) {
    return manifest.assets().stream()
        .collect(
            Collectors.toMap(
                ManifestAsset::key, asset -> asset.kind().word() + " " + asset.type()));
  }

  private long reloadBytes(ReleaseManifest manifest, RecordSnapshot snapshot) {
    Map<AssetKey, Sha256> current =
        snapshot
            .log(EnvironmentName.DEFAULT)
            .current()
            .map(Activation::release)
            .flatMap(snapshot::manifest)
            .map(Publish::hashes)
            .orElse(Map.of());
    return manifest.assets().stream()
        .filter(asset -> !asset.sha256().equals(current.get(asset.key())))
        .mapToLong(ManifestAsset::size)
        .sum();
  }

  private static Map<AssetKey, Sha256> hashes(ReleaseManifest manifest) {
    return manifest.assets().stream()
        .collect(Collectors.toMap(ManifestAsset::key, ManifestAsset::sha256));
  }
}
