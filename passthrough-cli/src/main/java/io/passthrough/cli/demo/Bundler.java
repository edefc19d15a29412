package io.passthrough.cli.demo;

import java.nio.file.Path;

/** Which builds of the sample app are shown. */
public enum Bundler {
  /** Vite. */
  VITE,
  /** Webpack. */
  WEBPACK;

  /** Returns the folder of a release's build. */
  Path build(Path examples, int release) {
    return examples.resolve(word() + "-app").resolve("releases").resolve(String.valueOf(release));
  }

  /**
   * Returns the bundler's name.
   *
   * @return in lower case
   */
  public String word() {
    return switch (this) {
      case VITE -> "vite";
      case WEBPACK -> "webpack";
    };
  }
}
