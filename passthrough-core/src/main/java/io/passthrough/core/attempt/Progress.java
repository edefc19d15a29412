package io.passthrough.core.attempt;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.core.PipelineListener;
import io.passthrough.core.PipelineListener.Skipped;
import io.passthrough.core.PipelineListener.Uploaded;
import io.passthrough.core.PipelineListener.Warned;
import io.passthrough.core.objects.RequiredObject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what a run moved, over all its attempts, and tells the listener. Thread-safe. */
public final class Progress {

  private final PipelineListener listener;
  private final Set<AssetKey> told = ConcurrentHashMap.newKeySet();
  private final AtomicInteger uploaded = new AtomicInteger();
  private final AtomicLong uploadedBytes = new AtomicLong();
  private final List<String> warnings = new CopyOnWriteArrayList<>();

  /** Starts to count. */
  public Progress(PipelineListener listener) {
    this.listener = listener;
  }

  /** Takes note that an object was put: for the first asset that it serves. */
  void uploaded(RequiredObject object) {
    if (object.role() == RequiredObject.Role.CODING) {
      return;
    }
    ManifestAsset asset = object.assets().get(0);
    if (told.add(asset.key())) {
      uploaded.incrementAndGet();
      uploadedBytes.addAndGet(asset.size());
      listener.on(new Uploaded(asset.key(), asset.size()));
    }
    skipped(object);
  }

  /** Takes note that an object was there already. */
  void skipped(RequiredObject object) {
    if (object.role() == RequiredObject.Role.CODING) {
      return;
    }
    for (ManifestAsset asset : object.assets()) {
      if (told.add(asset.key())) {
        listener.on(new Skipped(asset.key(), asset.size()));
      }
    }
  }

  /** Adds a warning, once, and passes it on. */
  public void warn(String message) {
    if (!warnings.contains(message)) {
      warnings.add(message);
      listener.on(new Warned(message));
    }
  }

  /** Returns how many assets were put. */
  public int uploaded() {
    return uploaded.get();
  }

  /** Returns the bytes of the assets that were put. */
  public long uploadedBytes() {
    return uploadedBytes.get();
  }

  /** Returns what a user should know, one sentence each. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }
}
