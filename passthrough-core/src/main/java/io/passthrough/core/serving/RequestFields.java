package io.passthrough.core.serving;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The request fields that matter to an answer, looked up once. Lines of one name are joined with
 * commas (RFC 9110, section 5.3).
 */
final class RequestFields {

  private static final String[] NAMES = {
    "accept",
    "accept-encoding",
    "sec-fetch-dest",
    "range",
    "if-range",
    "if-match",
    "if-none-match",
    "if-modified-since",
    "if-unmodified-since"
  };
  private static final int FIRST_CONDITION = 3;

  private final @Nullable String[] values = new @Nullable String[NAMES.length];

  private RequestFields() {}

  static RequestFields of(List<Field> fields) {
    RequestFields found = new RequestFields();
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      int slot = slot(field.name());
      if (slot >= 0) {
        String before = found.values[slot];
        found.values[slot] = before == null ? field.value() : before + ", " + field.value();
      }
    }
    return found;
  }

  private static int slot(String name) {
    for (int i = 0; i < NAMES.length; i++) {
      if (NAMES[i].equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }

  /** Tells whether the answer may be other than the whole of a representation. */
  boolean hasConditions() {
    for (int i = FIRST_CONDITION; i < values.length; i++) {
      if (values[i] != null) {
        return true;
      }
    }
    return false;
  }

  @Nullable String accept() {
    return values[0];
  }

  @Nullable String acceptEncoding() {
    return values[1];
  }

  @Nullable String fetchDestination() {
    return values[2];
  }

  @Nullable String range() {
    return values[3];
  }

  @Nullable String ifRange() {
    return values[4];
  }

  @Nullable String ifMatch() {
    return values[5];
  }

  @Nullable String ifNoneMatch() {
    return values[6];
  }

  @Nullable String ifModifiedSince() {
    return values[7];
  }

  @Nullable String ifUnmodifiedSince() {
    return values[8];
  }
}
