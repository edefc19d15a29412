package io.passthrough.core.build;

import java.io.FilterInputStream;
import java.io.InputStream;

/** Leaves a file open when its decoder is closed: the rest of it is hashed as well. */
final class UnclosedStream extends FilterInputStream {

  UnclosedStream(InputStream in) {
    super(in);
  }

  @Override
  public void close() {}
}
