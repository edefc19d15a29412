package io.passthrough.api.manifest;

import java.util.regex.Pattern;

/**
 * The name of a release.
 *
 * @param value {@code [A-Za-z0-9][A-Za-z0-9._-]{0,99}}
 */
public record ReleaseName(String value) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  /**
   * Checks the grammar.
   *
   * @param value the name
   * @throws IllegalArgumentException naming the value when it does not fit
   */
  public ReleaseName {
    if (!isLegal(value)) {
      throw new IllegalArgumentException("Illegal release name: '" + value + "'");
    }
  }

  /**
   * Makes a name of a text.
   *
   * @param value the name
   * @return the name
   * @throws IllegalArgumentException naming the value when it does not fit
   */
  public static ReleaseName of(String value) {
    return new ReleaseName(value);
  }

  /**
   * Returns whether a text is a name.
   *
   * @param value any text
   * @return whether it fits the grammar
   */
  public static boolean isLegal(String value) {
    return NAME.matcher(value).matches();
  }

  /** Returns the name. */
  @Override
  public String toString() {
    return value;
  }
}
