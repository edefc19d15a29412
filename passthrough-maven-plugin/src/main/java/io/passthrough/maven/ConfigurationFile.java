package io.passthrough.maven;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file that says which store it is. A goal wants one, unlike a command that somebody types to
 * try things out: in a build of many modules a default store would be made in each of them.
 */
final class ConfigurationFile {

  private ConfigurationFile() {}

  static void require(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new PassthroughException(
          Kind.INPUT,
          "There is no configuration '" + file + "'",
          "write it, name another one with <config> or -Dpassthrough.config, or leave the goal out"
              + " of this module with <skip>");
    }
  }
}
