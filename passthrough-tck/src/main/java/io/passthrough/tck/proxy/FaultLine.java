package io.passthrough.tck.proxy;

import java.io.BufferedInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One connection through a proxy, and the connection to the backend that belongs to it. */
final class FaultLine {

  private static final Duration FOR_EVER = Duration.ofDays(1);

  private final FaultProxy proxy;
  private final Socket client;

  FaultLine(FaultProxy proxy, Socket client) {
    this.proxy = proxy;
    this.client = client;
  }

  /** Passes requests on until one of the two sides, or a fault, ends the line. */
  void run() {
    try {
      Socket backend = proxy.connect();
      try {
        pass(backend);
      } finally {
        proxy.release(backend);
      }
    } catch (IOException e) {
      // One of the sides has gone: the other one learns it below.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      proxy.release(client);
    }
  }

  private void pass(Socket backend) throws IOException, InterruptedException {
    InputStream requests = new BufferedInputStream(client.getInputStream());
    InputStream answers = new BufferedInputStream(backend.getInputStream());
    boolean more = true;
    while (more) {
      Optional<HttpHead> head = HttpHead.read(requests);
      if (head.isEmpty()) {
        return;
      }
      more = pass(head.get(), requests, new Backend(backend.getOutputStream(), answers));
    }
  }

  private record Backend(OutputStream requests, InputStream answers) {}

  /** Passes one request on; tells whether the line can be used again. */
  private boolean pass(HttpHead request, InputStream body, Backend backend)
      throws IOException, InterruptedException {
    Fault fault = proxy.take(request);
    letComeOn(request);
    if (fault instanceof Fault.Status status) {
      HttpHead.copy(request.requestBody(), body, OutputStream.nullOutputStream());
      List<String> fields = new ArrayList<>(status.fields());
      fields.add("Content-Length: 0");
      HttpHead head = new HttpHead("HTTP/1.1 " + status.code() + " Fault", fields);
      head.closingAs(request).write(out());
      return !request.closes();
    }
    request.without("Expect").write(backend.requests());
    if (fault instanceof Fault.CutUpload cut) {
      HttpHead.copy(cut.bytes(), body, backend.requests());
      return false;
    }
    HttpHead.copy(request.requestBody(), body, backend.requests());
    HttpHead answer = answer(backend.answers()).closingAs(request);
    boolean stays = !request.closes() && !answer.closes();
    return answer(request, answer, backend.answers(), fault) && stays;
  }

  private void letComeOn(HttpHead request) throws IOException {
    if (request.field("Expect").isPresent()) {
      client
          .getOutputStream()
          .write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  private static HttpHead answer(InputStream answers) throws IOException {
    HttpHead head;
    do {
      head = HttpHead.read(answers).orElseThrow(() -> new IOException("The backend has gone"));
    } while (head.interim());
    return head;
  }

  private boolean answer(HttpHead request, HttpHead head, InputStream body, Fault fault)
      throws IOException, InterruptedException {
    long length = head.answerBody(request.method());
    if (fault instanceof Fault.LostAnswer) {
      HttpHead.copy(length, body, OutputStream.nullOutputStream());
      return false;
    }
    if (fault instanceof Fault.Silence) {
      proxy.await(FOR_EVER);
      return false;
    }
    if (fault instanceof Fault.Late late) {
      proxy.await(late.by());
    }
    if (fault instanceof Fault.CutAnswer cut) {
      OutputStream some = new Limited(out(), cut.bytes());
      head.write(some);
      HttpHead.copy(length, body, some);
      return false;
    }
    head.write(out());
    if (fault instanceof Fault.CutBody cut) {
      HttpHead.copy(some(cut.bytes(), length), body, out());
      return false;
    }
    if (fault instanceof Fault.StalledBody stalled) {
      HttpHead.copy(some(stalled.bytes(), length), body, out());
      proxy.await(FOR_EVER);
      return false;
    }
    HttpHead.copy(length, body, out());
    return length != HttpHead.UNTIL_END;
  }

  private static long some(long bytes, long length) {
    return length < 0 ? bytes : Math.min(bytes, length);
  }

  /** Ends the line after some bytes. */
  private static final class Limited extends FilterOutputStream {
    private long left;

    Limited(OutputStream out, long left) {
      super(out);
      this.left = left;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
      int passing = (int) Math.min(left, length);
      out.write(buffer, offset, passing);
      left -= passing;
      if (passing < length) {
        throw new IOException("The answer breaks off here");
      }
    }
  }

  private OutputStream out() throws IOException {
    return new Counting(client.getOutputStream());
  }

  private final class Counting extends FilterOutputStream {
    Counting(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
      proxy.count(1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
      out.write(buffer, offset, length);
      proxy.count(length);
    }
  }
}
