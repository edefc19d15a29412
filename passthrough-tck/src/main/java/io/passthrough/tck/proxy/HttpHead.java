package io.passthrough.tck.proxy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The head of an HTTP/1.1 message as it came off the wire, and the way of its body (RFC 9112). */
record HttpHead(String start, List<String> fields) {

  /** A body that ends with its connection. */
  static final long UNTIL_END = -1;

  private static final long CHUNKED = -2;
  private static final int BUFFER_BYTES = 16 << 10;

  /** Reads a head, or nothing where the connection ends before it. */
  static Optional<HttpHead> read(InputStream in) throws IOException {
    int first = in.read();
    if (first < 0) {
      return Optional.empty();
    }
    String start = (char) first + line(in);
    List<String> fields = new ArrayList<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      fields.add(line);
    }
    return Optional.of(new HttpHead(start, fields));
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int value = in.read(); value != '\n'; value = in.read()) {
      if (value < 0) {
        throw new EOFException("The head breaks off");
      }
      line.write(value);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  String method() {
    return start.substring(0, start.indexOf(' '));
  }

  boolean interim() {
    return start.split(" ", 3)[1].startsWith("1");
  }

  Optional<String> field(String name) {
    String begin = name.toLowerCase(Locale.ROOT) + ":";
    return fields.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(begin))
        .map(line -> line.substring(begin.length()).strip())
        .findFirst();
  }

  /** Returns whether the connection ends with this message. */
  boolean closes() {
    return field("connection").filter("close"::equalsIgnoreCase).isPresent();
  }

  /** Returns an answer that says so, when its request ends the connection. */
  HttpHead closingAs(HttpHead request) {
    if (!request.closes() || closes()) {
      return this;
    }
    List<String> all = new ArrayList<>(fields);
    all.add("Connection: close");
    return new HttpHead(start, all);
  }

  HttpHead without(String name) {
    String begin = name.toLowerCase(Locale.ROOT) + ":";
    return new HttpHead(
        start,
        fields.stream().filter(line -> !line.toLowerCase(Locale.ROOT).startsWith(begin)).toList());
  }

  void write(OutputStream out) throws IOException {
    String text = start + "\r\n" + String.join("\r\n", fields) + (fields.isEmpty() ? "" : "\r\n");
    out.write((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /** Returns the length of a request's body, or how it ends. */
  long requestBody() {
    return chunked() ? CHUNKED : field("content-length").map(Long::parseLong).orElse(0L);
  }

  /** Returns the length of an answer's body, or how it ends. */
  long answerBody(String method) {
    String status = start.split(" ", 3)[1];
    if (method.equals("HEAD") || status.equals("204") || status.equals("304")) {
      return 0;
    }
    return chunked() ? CHUNKED : field("content-length").map(Long::parseLong).orElse(UNTIL_END);
  }

  private boolean chunked() {
    return field("transfer-encoding").filter(value -> value.endsWith("chunked")).isPresent();
  }

  /** Passes a body on as it is, chunks and all. */
  static void copy(long length, InputStream in, OutputStream out) throws IOException {
    if (length == CHUNKED) {
      copyChunks(in, out);
    } else if (length == UNTIL_END) {
      in.transferTo(out);
    } else {
      copyBytes(length, in, out);
    }
    out.flush();
  }

  private static void copyBytes(long length, InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    for (long left = length; left > 0; ) {
      int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (count < 0) {
        throw new EOFException("The body breaks off");
      }
      out.write(buffer, 0, count);
      left -= count;
    }
  }

  private static void copyChunks(InputStream in, OutputStream out) throws IOException {
    long size;
    do {
      String line = line(in);
      out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      size = Long.parseLong(line.split(";", 2)[0].strip(), 16);
      copyBytes(size > 0 ? size + 2 : 0, in, out);
    } while (size > 0);
    String trailer;
    do {
      trailer = line(in);
      out.write((trailer + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    } while (!trailer.isEmpty());
  }
}
