package io.passthrough.core.record;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The name of an attempt.
 *
 * @param value a UUID's text in lower case
 */
public record AttemptId(String value) {

  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /**
   * Checks the grammar.
   *
   * @param value a UUID's text
   * @throws IllegalArgumentException naming the value when it is none
   */
  public AttemptId {
    if (!isLegal(value)) {
      throw new IllegalArgumentException("Illegal attempt: '" + value + "'");
    }
  }

  /**
   * Makes the name of an attempt.
   *
   * @param id what no other attempt has
   * @return the name
   */
  public static AttemptId of(UUID id) {
    return new AttemptId(id.toString());
  }

  static boolean isLegal(String value) {
    return UUID_TEXT.matcher(value).matches();
  }

  /** Returns the UUID's text. */
  @Override
  public String toString() {
    return value;
  }
}
