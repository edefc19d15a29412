package io.passthrough.cli.demo;

import java.nio.file.Path;

/** Which builds of the sample app are shown. */
public enum Bundler {
  /** Vite. */
  VITE("vite", "Vite"),
  /** Webpack. */
  WEBPACK("webpack", "webpack");

  private final String word;
  private final String title;

  Bundler(String word, String title) {
    this.word = word;
    this.title = title;
  }

  /** Returns the folder of a release's build. */
  Path build(Path examples, int release) {
    return examples.resolve(word + "-app").resolve("releases").resolve(String.valueOf(release));
  }

  /**
   * Returns what picks the bundler on a command line.
   *
   * @return in lower case
   */
  public String word() {
    return word;
  }

  /**
   * Returns the bundler's name for people.
   *
   * @return as its makers write it
   */
  public String title() {
    return title;
  }
}
