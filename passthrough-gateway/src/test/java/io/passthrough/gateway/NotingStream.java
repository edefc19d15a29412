package io.passthrough.gateway;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Notes when it is closed. */
final class NotingStream extends FilterInputStream {

  private final Runnable onClose;

  NotingStream(InputStream in, Runnable onClose) {
    super(in);
    this.onClose = onClose;
  }

  @Override
  public void close() throws IOException {
    super.close();
    onClose.run();
  }
}
