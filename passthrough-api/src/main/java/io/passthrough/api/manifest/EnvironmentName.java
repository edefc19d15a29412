package io.passthrough.api.manifest;

import java.util.regex.Pattern;

/**
 * The name of an environment: a place where one release is current.
 *
 * @param value {@code [A-Za-z0-9][A-Za-z0-9._-]{0,99}}
 */
public record EnvironmentName(String value) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  /** The environment that is meant where none is named: {@code default}. */
  public static final EnvironmentName DEFAULT = new EnvironmentName("default");

  /**
   * Checks the grammar.
   *
   * @param value the name
   * @throws IllegalArgumentException naming the value when it does not fit
   */
  public EnvironmentName {
    if (!isLegal(value)) {
      throw new IllegalArgumentException("Illegal environment name: '" + value + "'");
    }
  }

  /**
   * Makes a name of a text.
   *
   * @param value the name
   * @return the name
   * @throws IllegalArgumentException naming the value when it does not fit
   */
  public static EnvironmentName of(String value) {
    return new EnvironmentName(value);
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
