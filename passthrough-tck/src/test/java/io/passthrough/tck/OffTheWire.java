package io.passthrough.tck;

import io.passthrough.api.AssetStore;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The store in memory with something around it, and without HTTP, where that would not be. */
class OffTheWire extends MemoryBackend {

  OffTheWire(UnaryOperator<AssetStore> wrapping) {
    super(wrapping);
  }

  @Override
  public Optional<HttpBackend> openThrough() {
    return Optional.empty();
  }
}
