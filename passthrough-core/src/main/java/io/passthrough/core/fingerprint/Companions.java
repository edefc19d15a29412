package io.passthrough.core.fingerprint;

import java.util.List;
import java.util.Optional;

/**
 * Files that bundlers name after another: source maps, and the licences that minifiers move out of
 * a script (webpack's {@code .LICENSE.txt}, earlier {@code .LICENSE}; esbuild's {@code
 * .LEGAL.txt}).
 */
public final class Companions {

  private static final List<String> ENDINGS =
      List.of(".map", ".LICENSE.txt", ".LICENSE", ".LEGAL.txt");

  private Companions() {}

  /**
   * Returns what a companion's name has more than its owner's.
   *
   * @param name a file's name or path
   * @return such as {@code .map}, or empty when the name is no companion's
   */
  public static Optional<String> ending(String name) {
    for (String ending : ENDINGS) {
      if (name.endsWith(ending) && !isNothingElse(name, ending)) {
        return Optional.of(ending);
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the name of the file that a companion belongs to.
   *
   * @param name a file's name or path
   * @return its owner's, or empty when the name is no companion's
   */
  public static Optional<String> stem(String name) {
    return ending(name).map(ending -> name.substring(0, name.length() - ending.length()));
  }

  private static boolean isNothingElse(String name, String ending) {
    return name.length() == ending.length() || name.endsWith("/" + ending);
  }
}
