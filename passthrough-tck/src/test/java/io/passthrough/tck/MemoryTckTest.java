package io.passthrough.tck;

import java.util.function.UnaryOperator;

class MemoryTckTest extends AssetProviderTck {

  @Override
  protected Harness harness() {
    return new MemoryBackend(UnaryOperator.identity());
  }
}
