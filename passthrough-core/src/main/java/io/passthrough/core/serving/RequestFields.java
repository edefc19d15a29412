package io.passthrough.core.serving;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request fields that matter to an answer, looked up once. Lines of one name are joined with
 * commas (RFC 9110, section 5.3).
 */
final class RequestFields {

  /** A field that matters, and whether the answer may be other than the whole because of it. */
  private enum Name {
    ACCEPT("accept", false),
    ACCEPT_ENCODING("accept-encoding", false),
    SEC_FETCH_DEST("sec-fetch-dest", false),
    RANGE("range", true),
    IF_RANGE("if-range", true),
    IF_MATCH("if-match", true),
    IF_NONE_MATCH("if-none-match", true),
    IF_MODIFIED_SINCE("if-modified-since", true),
    IF_UNMODIFIED_SINCE("if-unmodified-since", true);

    private static final Name[] ALL = values();

    private final String text;
    private final boolean isCondition;

    Name(String text, boolean isCondition) {
      this.text = text;
      this.isCondition = isCondition;
    }

    static @Nullable Name of(String text) {
      for (Name name : ALL) {
        if (name.text.equalsIgnoreCase(text)) {
          return name;
        }
      }
      return null;
    }
  }

  private final Map<Name, String> values = new EnumMap<>(Name.class);
  private boolean hasConditions;

  private RequestFields() {}

  static RequestFields of(List<Field> fields) {
    RequestFields found = new RequestFields();
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      Name name = Name.of(field.name());
      if (name != null) {
        found.add(name, field.value());
      }
    }
    return found;
  }

  private void add(Name name, String value) {
    values.merge(name, value, (before, next) -> before + ", " + next);
    hasConditions |= name.isCondition;
  }

  private @Nullable String value(Name name) {
    return values.get(name);
  }

  /** Returns whether the answer may be other than the whole of a representation. */
  boolean hasConditions() {
    return hasConditions;
  }

  @Nullable String accept() {
    return value(Name.ACCEPT);
  }

  @Nullable String acceptEncoding() {
    return value(Name.ACCEPT_ENCODING);
  }

  @Nullable String fetchDestination() {
    return value(Name.SEC_FETCH_DEST);
  }

  @Nullable String range() {
    return value(Name.RANGE);
  }

  @Nullable String ifRange() {
    return value(Name.IF_RANGE);
  }

  @Nullable String ifMatch() {
    return value(Name.IF_MATCH);
  }

  @Nullable String ifNoneMatch() {
    return value(Name.IF_NONE_MATCH);
  }

  @Nullable String ifModifiedSince() {
    return value(Name.IF_MODIFIED_SINCE);
  }

  @Nullable String ifUnmodifiedSince() {
    return value(Name.IF_UNMODIFIED_SINCE);
  }
}
