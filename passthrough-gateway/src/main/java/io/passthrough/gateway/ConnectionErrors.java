package io.passthrough.gateway;

import io.passthrough.core.serving.Body;
import io.passthrough.core.serving.Field;
import io.passthrough.core.serving.Response;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The responses that the handler is not asked for. They repeat nothing of the request. */
final class ConnectionErrors {

  private ConnectionErrors() {}

  static Response error(int status) {
    byte[] text = (ReasonPhrase.of(status) + '\n').getBytes(StandardCharsets.US_ASCII);
    return new Response(
        status,
        List.of(
            new Field("Content-Type", "text/plain; charset=utf-8"),
            new Field("Cache-Control", "no-store"),
            new Field("X-Content-Type-Options", "nosniff")),
        new Body.Bytes(ByteBuffer.wrap(text).asReadOnlyBuffer()));
  }
}
