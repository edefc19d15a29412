package io.passthrough.tck;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** One connection of a {@link TcpStore}. */
final class TcpLine implements AutoCloseable {

  private static final int LIMIT_MILLIS = 2_000;

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;
  private volatile boolean broken;

  private TcpLine(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    this.out =
        new DataOutputStream(new BufferedOutputStream(new Watched(socket.getOutputStream())));
  }

  static TcpLine to(InetSocketAddress address, boolean withoutLimit) throws IOException {
    Socket socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.connect(address, LIMIT_MILLIS);
    socket.setSoTimeout(withoutLimit ? 0 : LIMIT_MILLIS);
    return new TcpLine(socket);
  }

  DataInputStream in() {
    return in;
  }

  DataOutputStream out() {
    return out;
  }

  /** Returns whether the other side has gone. */
  boolean isBroken() {
    return broken;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Watched extends FilterOutputStream {
    Watched(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
      try {
        out.write(buffer, offset, length);
      } catch (IOException e) {
        broken = true;
        throw e;
      }
    }
  }
}
