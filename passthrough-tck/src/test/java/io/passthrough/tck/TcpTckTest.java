package io.passthrough.tck;

import org.junit.jupiter.api.Tag;

/** The kit's cases on a backend that speaks no HTTP. */
@Tag("long")
class TcpTckTest extends AssetProviderTck {

  @Override
  protected Harness harness() {
    return new TcpBackendInMemory(TcpStore.Flaw.NONE);
  }
}
