package io.passthrough.core.verify;

import io.passthrough.core.verify.TestOrigin.Answer;
import io.passthrough.core.verify.TestOrigin.Asked;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Answers of servers that do it right, and the parts of those that do not. */
final class Answers {

  static final String IMMUTABLE = "Cache-Control: public, max-age=31536000, immutable";
  static final String NO_CACHE = "Cache-Control: no-cache";
  static final String SCRIPT = "Content-Type: text/javascript; charset=utf-8";
  static final String HTML = "Content-Type: text/html; charset=utf-8";

  private static final String ETAG = "\"1\"";

  private Answers() {}

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Answers with a status, fields and a body of the length that it has. */
  static Answer status(int status, byte[] body, String... fields) {
    return promising(status, body.length, body, fields);
  }

  /** Answers with a body that is not of the length that its head promises. */
  static Answer promising(int status, long length, byte[] body, String... fields) {
    return out -> {
      out.write(head(status, length, fields));
      out.write(body);
    };
  }

  static byte[] head(int status, long length, String... fields) {
    Stream<String> lines =
        Stream.concat(
            Stream.of("HTTP/1.1 " + status + " Status", "Content-Length: " + length),
            Stream.concat(Arrays.stream(fields), Stream.of("Connection: close", "", "")));
    return bytes(String.join("\r\n", lines.toList()));
  }

  static Answer missing(String... fields) {
    return status(404, bytes("Not found\n"), with("Content-Type: text/plain", fields));
  }

  /** Answers as a file: whole, in part, or not at all to who has it. */
  static Function<Asked, Answer> file(String text, String... fields) {
    byte[] body = bytes(text);
    return asked -> {
      if (asked.field("if-none-match").equals(ETAG)) {
        return out -> out.write(bytes("HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n"));
      }
      if (!asked.field("range").isEmpty()) {
        return part(body, asked.field("range"), fields);
      }
      return status(200, body, with("ETag: " + ETAG, fields));
    };
  }

  private static Answer part(byte[] body, String range, String... fields) {
    String[] ends = range.substring("bytes=".length()).split("-", -1);
    int first = Integer.parseInt(ends[0]);
    int last = Math.min(Integer.parseInt(ends[1]), body.length - 1);
    String content = "Content-Range: bytes " + first + "-" + last + "/" + body.length;
    return status(206, Arrays.copyOfRange(body, first, last + 1), with(content, fields));
  }

  static String[] with(String first, String... others) {
    return Stream.concat(Stream.of(first), Arrays.stream(others)).toArray(String[]::new);
  }

  static byte[] gzip(byte[] body) {
    ByteArrayOutputStream coded = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(coded)) {
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return coded.toByteArray();
  }

  /** Answers the first times in one way, then in another. */
  static Function<Asked, Answer> first(
      List<Function<Asked, Answer>> before, Function<Asked, Answer> then) {
    Iterator<Function<Asked, Answer>> left = before.iterator();
    return asked -> {
      synchronized (left) {
        return (left.hasNext() ? left.next() : then).apply(asked);
      }
    };
  }
}
