package io.passthrough.azure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A proxy that leads every tunnel to one server, whatever the client asks for. */
final class Tunnel implements AutoCloseable {

  private static final String END_OF_HEAD = "\r\n\r\n";

  private final URI server;
  private final ServerSocket socket;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private Tunnel(URI server, ServerSocket socket) {
    this.server = server;
    this.socket = socket;
  }

  static Tunnel to(URI server) throws IOException {
    Tunnel tunnel = new Tunnel(server, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    tunnel.threads.execute(tunnel::accept);
    return tunnel;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        threads.execute(() -> lead(client));
      }
    } catch (IOException e) {
      threads.shutdown();
    }
  }

  private void lead(Socket client) {
    try (client;
        Socket onward = new Socket(server.getHost(), server.getPort())) {
      asked.add(head(client.getInputStream()).lines().findFirst().orElse(""));
      client
          .getOutputStream()
          .write(("HTTP/1.1 200 OK" + END_OF_HEAD).getBytes(StandardCharsets.US_ASCII));
      threads.execute(() -> pump(onward, client));
      client.getInputStream().transferTo(onward.getOutputStream());
    } catch (IOException e) {
      // One of the two has gone.
    }
  }

  private static void pump(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // One of the two has gone.
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf(END_OF_HEAD) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("No request");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  /** Returns the first lines of the requests for a tunnel. */
  List<String> asked() {
    return asked;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
