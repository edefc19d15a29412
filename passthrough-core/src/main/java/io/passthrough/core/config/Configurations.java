package io.passthrough.core.config;

import java.nio.file.Path;
import java.util.Map;

/** Reads configurations. */
public final class Configurations {

  private Configurations() {}

  /**
   * Reads a file.
   *
   * @param file the YAML file
   * @param environment the variables that values may name
   * @return the effective configuration
   * @throws io.passthrough.core.PassthroughException naming file, line, what was expected and the
   *     nearest known key
   */
  public static PassthroughConfig load(Path file, Map<String, String> environment) {
    throw new UnsupportedOperationException();
  }

  /**
   * Returns what holds where there is no file: the fs provider in {@code .passthrough-store} with
   * the base {@code /}.
   *
   * @param directory what relative paths start from
   * @return the effective configuration
   */
  public static PassthroughConfig withoutFile(Path directory) {
    throw new UnsupportedOperationException();
  }
}
