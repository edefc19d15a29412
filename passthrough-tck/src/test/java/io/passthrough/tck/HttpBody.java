package io.passthrough.tck;

import io.passthrough.tck.HttpStore.Flaw;
import java.io.FilterInputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** An answer's body, which knows how many bytes it must have. */
final class HttpBody extends FilterInputStream {

  private static final Set<Flaw> ENDS_ANYHOW =
      EnumSet.of(Flaw.SHORT_BODY_ENDS, Flaw.PADS, Flaw.BREAKS_IN_ITS_OWN_WAY);

  private final HttpURLConnection answer;
  private final Flaw flaw;
  private long left;
  private volatile boolean closed;

  HttpBody(HttpURLConnection answer, Flaw flaw) throws IOException {
    super(answer.getInputStream());
    this.answer = answer;
    this.flaw = flaw;
    this.left = Math.max(0, answer.getContentLengthLong());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (closed) {
      throw new IOException("The stream is closed");
    }
    int count = some(buffer, offset, length);
    if (closed) {
      throw new IOException("The stream was closed meanwhile");
    }
    if (count < 0 && left > 0 && flaw == Flaw.PADS) {
      count = (int) Math.min(left, length);
      Arrays.fill(buffer, offset, offset + count, (byte) 0);
    }
    left -= Math.max(0, count);
    if (count < 0 && left > 0 && flaw == Flaw.BREAKS_IN_ITS_OWN_WAY) {
      throw new IllegalStateException("content-length mismatch");
    }
    if (count < 0 && left > 0 && flaw != Flaw.SHORT_BODY_ENDS) {
      throw new IOException("The body breaks off, with " + left + " bytes to come");
    }
    return count;
  }

  private int some(byte[] buffer, int offset, int length) throws IOException {
    try {
      return super.read(buffer, offset, length);
    } catch (IOException e) {
      if (ENDS_ANYHOW.contains(flaw)) {
        return -1;
      }
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    if (!closed && flaw == Flaw.DRAINS) {
      readAllBytes();
    }
    closed = true;
    if (flaw == Flaw.KEEPS_CONNECTIONS) {
      HttpStore.keep(answer);
      return;
    }
    Thread disconnecting = new Thread(answer::disconnect, "http-memory-close");
    disconnecting.setDaemon(true);
    disconnecting.start();
  }
}
