package io.passthrough.tck;

import io.passthrough.api.AssetStore;
import io.passthrough.core.store.MemoryStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Core's store in memory, one for each namespace, each handle wrapped. */
class MemoryBackend implements Harness {

  private final Map<String, AssetStore> namespaces = new ConcurrentHashMap<>();
  private final UnaryOperator<AssetStore> wrapping;

  MemoryBackend(UnaryOperator<AssetStore> wrapping) {
    this.wrapping = wrapping;
  }

  @Override
  public Target target() {
    return new Target("memory", "this process", "-");
  }

  @Override
  public AssetStore open(String namespace) {
    return wrapping.apply(bare(namespace));
  }

  final AssetStore bare(String namespace) {
    return namespaces.computeIfAbsent(namespace, name -> new MemoryStore());
  }
}
