package io.passthrough.core.publish;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.manifest.ScannedRelease;
import io.passthrough.core.record.Action;
import io.passthrough.core.record.Activation;
import io.passthrough.core.record.RecordName.ManifestName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Publishes a build: finds out what it is about, and makes attempts until one is READY. */
final class Publish {

  private final Engine engine;
  private final PipelineListener listener;

  Publish(Engine engine, PipelineListener listener) {
    this.engine = engine;
    this.listener = listener;
  }

  Run run(ScannedRelease build, ReleaseManifest own) {
    RecordedContents recorded = RecordedContents.wantedBy(own);
    Ledger ledger = engine.ledger(recorded).requireReadable();
    Progress progress = new Progress(listener);
    build.warnings().forEach(progress::warn);
    ReleaseManifest manifest = existing(own, ledger, progress).orElse(own);
    List<Target> targets = Targets.of(manifest, build);
    recorded
        .conflict(targets)
        .ifPresent(
            conflict -> {
              throw conflict.refuse(manifest.release());
            });
    Optional<Long> reloadBytes = Optional.of(reloadBytes(manifest, ledger));
    Run run = new Run(engine, Action.PUBLISH, manifest, targets, recorded, progress, reloadBytes);
    listener.on(new PipelineListener.Started(manifest.assets().size(), run.bytes()));
    Attempts.publish().run(run);
    return run;
  }

  /** A manifest that is there stays: the release is what it was first. */
  private Optional<ReleaseManifest> existing(
      ReleaseManifest own, Ledger ledger, Progress progress) {
    Optional<ReleaseManifest> existing = manifest(own.release(), ledger);
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

  private Optional<ReleaseManifest> manifest(ReleaseName release, Ledger ledger) {
    return ledger
        .release(release)
        .map(known -> engine.records().manifest(new ManifestName(known.release())));
  }

  private static Map<AssetKey, String> kinds(ReleaseManifest manifest) {
    return manifest.assets().stream()
        .collect(
            Collectors.toMap(
                ManifestAsset::key, asset -> asset.kind().word() + " " + asset.type()));
  }

  private long reloadBytes(ReleaseManifest manifest, Ledger ledger) {
    Map<AssetKey, Sha256> current =
        ledger
            .log(EnvironmentName.DEFAULT)
            .current()
            .map(Activation::release)
            .flatMap(release -> manifest(release, ledger))
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
