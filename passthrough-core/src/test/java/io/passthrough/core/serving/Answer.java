package io.passthrough.core.serving;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A response as a client sees it.
 *
 * @param status the status code
 * @param fields the field lines
 * @param body the bytes that follow
 */
record Answer(int status, List<Field> fields, byte[] body) {

  /** Asks and waits for the answer. */
  static Answer to(RequestHandler handler, String method, String target, Field... fields) {
    return of(handler.answer(new Request(method, target, List.of(fields))));
  }

  static Answer get(RequestHandler handler, String target, Field... fields) {
    return to(handler, "GET", target, fields);
  }

  static Field field(String name, String value) {
    return new Field(name, value);
  }

  static Answer of(Reply reply) {
    Response response =
        reply instanceof Reply.Later later
            ? later.response().toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join()
            : ((Reply.Now) reply).response();
    try (Body body = response.body()) {
      return new Answer(response.status(), response.fields(), bytes(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(Body body) throws IOException {
    if (body instanceof Body.Bytes bytes) {
      ByteBuffer buffer = bytes.buffer().duplicate();
      byte[] copy = new byte[buffer.remaining()];
      buffer.get(copy);
      return copy;
    }
    if (body instanceof Body.FileSlice slice) {
      ByteBuffer buffer = ByteBuffer.allocate((int) slice.length());
      slice.channel().read(buffer, slice.offset());
      return buffer.array();
    }
    return body instanceof Body.Streamed streamed ? streamed.stream().readAllBytes() : new byte[0];
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  Optional<String> value(String name) {
    return values(name).findFirst();
  }

  Stream<String> values(String name) {
    return fields.stream().filter(field -> field.name().equalsIgnoreCase(name)).map(Field::value);
  }
}
