package io.passthrough.cli;

import io.passthrough.core.PassthroughException.Kind;

/**
 * How a run ends that did not do what it was told: the one place where failures become exit codes.
 *
 * @param exitCode what the process ends with
 * @param message what happened to which thing
 * @param next what to do about it
 */
record Failure(int exitCode, String message, String next) {

  static final int IO = 1;
  static final int INPUT = 2;
  static final int INCOMPLETE = 3;
  static final int REFUSED = 4;
  static final int CONFLICT = 5;

  /** Set to anything, it adds the stack trace to a failure. */
  static final String TRACE = "PASSTHROUGH_TRACE";

  static Failure of(Throwable fault) {
    return io.passthrough.core.Failure.known(fault)
        .map(known -> new Failure(exitCode(known.kind()), known.message(), known.next()))
        .orElseGet(() -> bug(fault));
  }

  private static Failure bug(Throwable fault) {
    return new Failure(
        IO,
        io.passthrough.core.Failure.of(fault).message(),
        "report it with the trace that " + TRACE + "=1 in the environment adds");
  }

  private static int exitCode(Kind kind) {
    return switch (kind) {
      case INPUT -> INPUT;
      case IO -> IO;
      case INCOMPLETE -> INCOMPLETE;
      case REFUSED -> REFUSED;
      case CONFLICT -> CONFLICT;
    };
  }
}
