package io.passthrough.tck;

import io.passthrough.core.serving.AssetService;
import io.passthrough.core.serving.Body;
import io.passthrough.core.serving.Field;
import io.passthrough.core.serving.Reply;
import io.passthrough.core.serving.Request;
import io.passthrough.core.serving.Response;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What core answers to a request.
 *
 * @param status the status code
 * @param fields the field lines
 * @param text the body
 */
record Answer(int status, List<Field> fields, String text) {

  private static final int LIMIT_SECONDS = 30;

  static Answer to(AssetService service, String method, String target, Field... fields)
      throws IOException {
    Reply reply = service.answer(new Request(method, target, List.of(fields)));
    Response response =
        reply instanceof Reply.Later later
            ? later
                .response()
                .toCompletableFuture()
                .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                .join()
            : ((Reply.Now) reply).response();
    try (Body body = response.body()) {
      return new Answer(
          response.status(), response.fields(), new String(bytes(body), StandardCharsets.UTF_8));
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

  String field(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .findFirst()
        .orElse("none");
  }
}
