package io.passthrough.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;
import io.passthrough.core.serving.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the heads of a connection's requests, as strictly as RFC 9112 allows: nothing is repaired.
 * Not thread-safe.
 */
final class HeadReader {

  private static final byte CR = '\r';
  private static final byte LF = '\n';

  private static final ByteProcessor UNTIL_CONTROL =
      value -> (value < 0 || value >= ' ' || value == '\t') && value != 0x7f;

  private @Nullable RequestLine line;
  private List<Field> fields = new ArrayList<>(0);
  private int fieldBytes;
  private int examined;
  private boolean blankSeen;

  /** Returns whether nothing of a request has been read yet. */
  boolean atStart() {
    return line == null && examined == 0 && !blankSeen;
  }

  /** Returns how many bytes of memory the lines of an unfinished head take, about. */
  int held() {
    return line == null ? 0 : Limits.LINE_MEMORY * (fields.size() + 1) + fieldBytes;
  }

  /**
   * Takes what is there of a head.
   *
   * @return the head, or empty when more bytes are needed
   */
  Optional<Head> read(ByteBuf in) throws BadRequestException {
    while (true) {
      int length = lineLength(in);
      if (length < 0) {
        return Optional.empty();
      }
      String text = in.toString(in.readerIndex(), length, StandardCharsets.ISO_8859_1);
      in.skipBytes(length + 2);
      if (take(text)) {
        return Optional.of(complete());
      }
    }
  }

  /** Finds the length of the next line without its end, or -1 when its end is not there yet. */
  private int lineLength(ByteBuf in) throws BadRequestException {
    int start = in.readerIndex();
    int control = in.forEachByte(start + examined, in.readableBytes() - examined, UNTIL_CONTROL);
    int end = control < 0 ? in.writerIndex() : control;
    checkSize(end - start);
    if (control < 0 || (in.getByte(control) == CR && control + 1 == in.writerIndex())) {
      examined = end - start;
      return -1;
    }
    if (in.getByte(control) != CR || in.getByte(control + 1) != LF) {
      throw BadRequestException.badRequest();
    }
    examined = 0;
    return end - start;
  }

  private void checkSize(int length) throws BadRequestException {
    if (line == null && length > Limits.LINE_BYTES) {
      throw BadRequestException.targetTooLong();
    }
    if (line != null && fieldBytes + length > Limits.FIELDS_BYTES) {
      throw BadRequestException.fieldsTooLarge();
    }
  }

  /** Takes a line; true when the head is complete. */
  private boolean take(String text) throws BadRequestException {
    if (line == null) {
      takeFirst(text);
      return false;
    }
    if (text.isEmpty()) {
      return true;
    }
    if (fields.size() == Limits.FIELDS) {
      throw BadRequestException.fieldsTooLarge();
    }
    fieldBytes += text.length() + 2;
    fields.add(FieldLine.parse(text));
    return false;
  }

  /** One empty line before a request is passed over (RFC 9112, section 2.2). */
  private void takeFirst(String text) throws BadRequestException {
    if (!text.isEmpty()) {
      line = RequestLine.parse(text);
    } else if (blankSeen) {
      throw BadRequestException.badRequest();
    } else {
      blankSeen = true;
    }
  }

  private Head complete() throws BadRequestException {
    RequestLine complete = line;
    List<Field> lines = fields;
    line = null;
    fields = new ArrayList<>(0);
    fieldBytes = 0;
    blankSeen = false;
    if (complete == null) {
      throw new IllegalStateException("A head without a request line");
    }
    return Head.of(complete, lines);
  }
}
