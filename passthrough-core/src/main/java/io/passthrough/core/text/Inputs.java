package io.passthrough.core.text;

import io.passthrough.api.StoreConfig;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import java.time.Duration;

/** Parses what people type as options of a command or settings of a build. */
public final class Inputs {

  private static final String NAMES =
      "use 1 to 100 letters, digits, '.', '_' and '-', beginning with a letter or digit";

  private Inputs() {}

  /**
   * Parses a release's name.
   *
   * @param text what was typed
   * @return the name
   * @throws PassthroughException when it is none
   */
  public static ReleaseName release(String text) {
    if (!ReleaseName.isLegal(text)) {
      throw new PassthroughException(Kind.INPUT, "Illegal release name: '" + text + "'", NAMES);
    }
    return ReleaseName.of(text);
  }

  /**
   * Parses an environment's name.
   *
   * @param text what was typed
   * @return the name
   * @throws PassthroughException when it is none
   */
  public static EnvironmentName environment(String text) {
    if (!EnvironmentName.isLegal(text)) {
      throw new PassthroughException(Kind.INPUT, "Illegal environment name: '" + text + "'", NAMES);
    }
    return EnvironmentName.of(text);
  }

  /**
   * Parses a number of things, of at most six digits.
   *
   * @param text what was typed
   * @return the number, 0 or more
   * @throws PassthroughException when it is none
   */
  public static int count(String text) {
    if (!text.matches("[0-9]{1,6}")) {
      throw new PassthroughException(
          Kind.INPUT, "Illegal number: '" + text + "'", "use a whole number, such as 10");
    }
    return Integer.parseInt(text);
  }

  /**
   * Parses a length of time.
   *
   * @param text what was typed, such as {@code 14d}, or {@code 0}
   * @return the length
   * @throws PassthroughException when it is none
   */
  public static Duration duration(String text) {
    return StoreConfig.parseDuration(text.equals("0") ? "0s" : text)
        .orElseThrow(
            () ->
                new PassthroughException(
                    Kind.INPUT,
                    "Illegal duration: '" + text + "'",
                    "use a number with a unit, such as 14d (units: ms, s, m, h, d)"));
  }
}
