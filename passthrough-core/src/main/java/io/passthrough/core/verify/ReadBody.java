package io.passthrough.core.verify;

import io.passthrough.core.record.ContentId;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What was read of a body.
 *
 * @param content which bytes it has without coding; empty when it could not be read to its end
 * @param start its first bytes
 * @param fault why it could not be read to its end, as the end of a sentence; empty when it could
 */
record ReadBody(Optional<ContentId> content, ByteBuffer start, String fault) {

  static final ReadBody NONE = new ReadBody(Optional.empty(), ByteBuffer.allocate(0), "not read");

  static ReadBody of(ContentId content, ByteBuffer start) {
    return new ReadBody(Optional.of(content), start, "");
  }

  static ReadBody broken(ByteBuffer start, String fault) {
    return new ReadBody(Optional.empty(), start, fault);
  }

  String text() {
    return content.map(found -> found.size() + " bytes, " + shown(found)).orElse(fault);
  }

  /** Shows the content as messages do. */
  static String shown(ContentId content) {
    return "SHA-256 " + content.sha256().hex().substring(0, 16) + "…";
  }
}
