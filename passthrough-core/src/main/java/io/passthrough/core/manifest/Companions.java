package io.passthrough.core.manifest;

import java.util.List;
import java.util.Optional;

/**
 * Files that bundlers name after another: source maps, and the licences that minifiers move out of
 * a script (webpack's {@code .LICENSE.txt}, earlier {@code .LICENSE}; esbuild's {@code
 * .LEGAL.txt}).
 */
final class Companions {

  private static final List<String> ENDINGS =
      List.of(".map", ".LICENSE.txt", ".LICENSE", ".LEGAL.txt");

  private Companions() {}

  /** The name of the file that a companion belongs to, or empty when the name is none. */
  static Optional<String> stem(String name) {
    return ENDINGS.stream()
        .filter(name::endsWith)
        .map(ending -> name.substring(0, name.length() - ending.length()))
        .filter(stem -> !stem.isEmpty() && !stem.endsWith("/"))
        .findFirst();
  }
}
