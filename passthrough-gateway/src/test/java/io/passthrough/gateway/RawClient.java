package io.passthrough.gateway;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A client that sends exactly what it is given, byte for byte. */
final class RawClient implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;

  /** A response as it was on the wire. */
  record Received(int status, List<String> lines, byte[] body) {

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    /** The values of a field, joined; empty when it is not there. */
    String field(String name) {
      List<String> values = new ArrayList<>();
      for (String line : lines) {
        int colon = line.indexOf(':');
        if (line.substring(0, colon).equalsIgnoreCase(name)) {
          values.add(line.substring(colon + 1).strip());
        }
      }
      return String.join(", ", values);
    }

    boolean has(String name) {
      return lines.stream()
          .anyMatch(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1));
    }
  }

  private final Socket socket;
  private final InputStream in;

  private RawClient(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  static RawClient connect(URI uri) throws IOException {
    return connect(uri, 0);
  }

  /** Connects with a receive buffer of its own size; 0 for the system's. */
  static RawClient connect(URI uri, int receiveBytes) throws IOException {
    Socket socket = new Socket();
    if (receiveBytes > 0) {
      socket.setReceiveBufferSize(receiveBytes);
    }
    socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), PATIENCE_MILLIS);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return new RawClient(socket);
  }

  /** Sends a whole request on a connection of its own and returns the one response. */
  static Received exchange(URI uri, String request) throws IOException {
    try (RawClient client = connect(uri)) {
      client.send(request);
      return client.receive(request.startsWith("HEAD "));
    }
  }

  /** Gets a target, with field lines that each end with CR LF. */
  static Received get(URI uri, String target, String fields) throws IOException {
    return exchange(uri, "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n");
  }

  /** Sends text, one byte for each character. */
  void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  void send(byte[] bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
  }

  void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Receives a response, or nothing when the server has ended cleanly. */
  Optional<Received> tryReceive() throws IOException {
    in.mark(1);
    if (in.read() < 0) {
      return Optional.empty();
    }
    in.reset();
    return Optional.of(receive());
  }

  Received receive() throws IOException {
    return receive(false);
  }

  Received receive(boolean head) throws IOException {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    List<String> lines = new ArrayList<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      lines.add(line);
    }
    Received received = new Received(status, lines, new byte[0]);
    boolean empty = head || status == 304 || status == 204 || status == 100;
    return empty ? received : new Received(status, lines, body(received.field("Content-Length")));
  }

  /** Receives a head and so many bytes of what follows. */
  String receiveFirst(int length) throws IOException {
    receive(true);
    return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
  }

  /** Receives so many more bytes of a body. */
  String more(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("body ended after " + bytes.length + " of " + length + " bytes");
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private byte[] body(String length) throws IOException {
    byte[] body = in.readNBytes(Integer.parseInt(length));
    if (body.length < Integer.parseInt(length)) {
      throw new EOFException("body ended after " + body.length + " of " + length + " bytes");
    }
    return body;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("ended after '" + line.toString(StandardCharsets.ISO_8859_1) + "'");
      }
      line.write(b);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    if (!text.endsWith("\r")) {
      throw new IOException("line without CR: '" + text + "'");
    }
    return text.substring(0, text.length() - 1);
  }

  /** Returns the next byte, or -1 when the server has ended cleanly. */
  int next() throws IOException {
    return in.read();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
