package io.passthrough.core.publish;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.core.publish.PipelineListener.Skipped;
import io.passthrough.core.publish.PipelineListener.Uploaded;
import io.passthrough.core.publish.PipelineListener.Warned;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what a run moved, over all its attempts, and tells the listener. Thread-safe. */
final class Progress {

  private final PipelineListener listener;
  private final Set<AssetKey> told = ConcurrentHashMap.newKeySet();
  private final AtomicInteger uploaded = new AtomicInteger();
  private final AtomicLong uploadedBytes = new AtomicLong();
  private final List<String> warnings = new CopyOnWriteArrayList<>();

  Progress(PipelineListener listener) {
    this.listener = listener;
  }

  /** Takes note that an object was put: for the first asset that it serves. */
  void uploaded(Target target) {
    if (target.role() == Target.Role.CODING) {
      return;
    }
    ManifestAsset asset = target.assets().get(0);
    if (told.add(asset.key())) {
      uploaded.incrementAndGet();
      uploadedBytes.addAndGet(asset.size());
      listener.on(new Uploaded(asset.key(), asset.size()));
    }
    skipped(target);
  }

  /** Takes note that an object was there already. */
  void skipped(Target target) {
    if (target.role() == Target.Role.CODING) {
      return;
    }
    for (ManifestAsset asset : target.assets()) {
      if (told.add(asset.key())) {
        listener.on(new Skipped(asset.key(), asset.size()));
      }
    }
  }

  void warn(String message) {
    if (!warnings.contains(message)) {
      warnings.add(message);
      listener.on(new Warned(message));
    }
  }

  int uploaded() {
    return uploaded.get();
  }

  long uploadedBytes() {
    return uploadedBytes.get();
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }
}
