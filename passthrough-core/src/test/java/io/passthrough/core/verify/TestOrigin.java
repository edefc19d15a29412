package io.passthrough.core.verify;

import io.passthrough.core.DaemonThreads;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An HTTP server on loopback, one request a connection, that answers whatever a test says. */
final class TestOrigin implements AutoCloseable {

  private final ServerSocket socket;
  private final String scheme;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(DaemonThreads.named("test-origin"));
  private final Map<String, Function<Asked, Answer>> answers = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  /** What was asked: path, query (empty when none) and fields in small letters. */
  record Asked(String path, String query, Map<String, String> fields) {

    String field(String name) {
      return fields.getOrDefault(name, "");
    }
  }

  /** Writes an answer, head and all. */
  interface Answer {
    void to(OutputStream out) throws IOException;
  }

  private TestOrigin(ServerSocket socket, String scheme) {
    this.socket = socket;
    this.scheme = scheme;
    threads.execute(this::accept);
  }

  static TestOrigin start() {
    try {
      return on(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), "http");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static TestOrigin on(ServerSocket socket, String scheme) {
    return new TestOrigin(socket, scheme);
  }

  /** Answers a path; what has no answer gets the 404 of a gateway. */
  TestOrigin at(String path, Function<Asked, Answer> answer) {
    answers.put(path, answer);
    return this;
  }

  /** Answers every path that has no answer of its own. */
  TestOrigin elsewhere(Function<Asked, Answer> answer) {
    return at("*", answer);
  }

  /** Wraps the answer that a path has. */
  TestOrigin instead(String path, Function<Function<Asked, Answer>, Function<Asked, Answer>> by) {
    return at(path, by.apply(answers.get(path)));
  }

  String url() {
    return scheme + "://127.0.0.1:" + socket.getLocalPort();
  }

  List<Asked> asked(String path) {
    return asked.stream().filter(each -> each.path().equals(path)).toList();
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      Asked request = read(client);
      asked.add(request);
      Function<Asked, Answer> otherwise =
          answers.getOrDefault("*", any -> Answers.missing("Cache-Control: no-store"));
      answers.getOrDefault(request.path(), otherwise).apply(request).to(client.getOutputStream());
      client.getOutputStream().flush();
      client.shutdownOutput();
    } catch (IOException | RuntimeException e) {
      // The client has gone, as it should from some answers, or sent no request.
    }
  }

  private static Asked read(Socket client) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
    String target = in.readLine().split(" ", -1)[1];
    Map<String, String> fields = new HashMap<>();
    for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
      String[] parts = line.split(":", 2);
      fields.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
    }
    String[] parts = target.split("\\?", 2);
    return new Asked(parts[0], parts.length == 1 ? "" : parts[1], fields);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
