package io.passthrough.api;

import java.util.Objects;

/**
 * Something about a container that an operator should know.
 *
 * @param severity how serious it is
 * @param message what was found, in one sentence
 * @param next what to do about it, in one sentence
 */
public record Finding(Severity severity, String message, String next) {

  /** How serious a finding is. */
  public enum Severity {
    /** Assets can be lost, or are not served. */
    ERROR,
    /** Works, but not as well as it should. */
    WARNING,
    /** Good to know. */
    INFO
  }

  /**
   * Checks that nothing is missing.
   *
   * @param severity how serious it is
   * @param message what was found
   * @param next what to do about it
   */
  public Finding {
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(next, "next");
  }
}
