package io.passthrough.tck;

import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetReader;
import java.io.InputStream;

/** Forwards to a store's reader; a close() that throws breaks a rule, and not the kit. */
record RecordedReader(AssetReader reader, String what) implements AssetReader {

  @Override
  public AssetInfo info() {
    return reader.info();
  }

  @Override
  public InputStream body() {
    return reader.body();
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (RuntimeException e) {
      throw TckFailure.of("R6", "close() of the reader of " + what).because(CallResult.SUCCESS, e);
    }
  }
}
