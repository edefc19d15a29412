package io.passthrough.core.store;

import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetReader;
import java.io.InputStream;

/** A reader whose info does not show the mark of the put. */
final class GuardedReader implements AssetReader {

  private final AssetReader reader;
  private final AssetInfo info;

  GuardedReader(AssetReader reader) {
    this.reader = reader;
    this.info = WriteMark.hidden(reader.info());
  }

  @Override
  public AssetInfo info() {
    return info;
  }

  @Override
  public InputStream body() {
    return reader.body();
  }

  @Override
  public void close() {
    reader.close();
  }
}
