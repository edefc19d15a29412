package io.passthrough.tck;

import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetReader;
import java.io.InputStream;

/**
 * A reader that does something before it is closed.
 *
 * @param reader the reader
 * @param before what is done
 */
record ClosingReader(AssetReader reader, Runnable before) implements AssetReader {

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
    before.run();
    reader.close();
  }
}
