package io.passthrough.gateway;

import io.passthrough.core.serving.Body;
import io.passthrough.core.serving.Field;
import io.passthrough.core.serving.Reply;
import io.passthrough.core.serving.Response;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Replies of handlers under test. */
final class Replies {

  private Replies() {}

  static Reply now(String text) {
    return new Reply.Now(response(text));
  }

  static Reply now(Body body) {
    return new Reply.Now(new Response(200, List.of(), body));
  }

  static Reply now(Field field) {
    return new Reply.Now(new Response(200, List.of(field), new Body.None()));
  }

  static Response response(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Field length = new Field("Content-Length", Integer.toString(bytes.length));
    return new Response(200, List.of(length), new Body.Bytes(ByteBuffer.wrap(bytes)));
  }

  /** Limits with one time for everything. */
  static Limits limits(Duration each) {
    return new Limits(each, each, each, each, each, 100);
  }
}
