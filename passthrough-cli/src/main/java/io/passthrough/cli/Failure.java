package io.passthrough.cli;

import io.passthrough.api.AssetStoreException;
import io.passthrough.core.PassthroughException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

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
    if (fault instanceof PassthroughException known) {
      return new Failure(exitCode(known.kind()), message(known), known.next());
    }
    if (fault instanceof AssetStoreException store) {
      return new Failure(exitCode(store.kind()), message(store), next(store.kind()));
    }
    if (fault instanceof CompletionException || fault instanceof ExecutionException) {
      return fault.getCause() == null ? bug(fault) : of(fault.getCause());
    }
    if (fault instanceof IOException || fault instanceof UncheckedIOException) {
      return new Failure(
          IO, "Cannot read or write: " + message(fault), "check the disk and rights");
    }
    return fault instanceof OutOfMemoryError ? memory() : bug(fault);
  }

  private static Failure memory() {
    return new Failure(IO, "Out of memory", "give Java more with JDK_JAVA_OPTIONS=-Xmx1g");
  }

  private static Failure bug(Throwable fault) {
    return new Failure(
        IO,
        "This is a bug in Passthrough: " + fault,
        "report it with the trace that " + TRACE + "=1 in the environment adds");
  }

  private static String message(Throwable fault) {
    String message = fault.getMessage();
    return message == null ? fault.getClass().getSimpleName() : message;
  }

  private static int exitCode(PassthroughException.Kind kind) {
    return switch (kind) {
      case INPUT -> INPUT;
      case IO -> IO;
      case INCOMPLETE -> INCOMPLETE;
      case REFUSED -> REFUSED;
      case CONFLICT -> CONFLICT;
    };
  }

  private static int exitCode(AssetStoreException.Kind kind) {
    return switch (kind) {
      case INVALID -> INPUT;
      case UNSUPPORTED -> REFUSED;
      case CONDITION_FAILED -> CONFLICT;
      case NOT_FOUND, ACCESS_DENIED, THROTTLED, UNAVAILABLE, OUTCOME_UNKNOWN -> IO;
    };
  }

  private static String next(AssetStoreException.Kind kind) {
    return switch (kind) {
      case NOT_FOUND -> "run it again; if it stays, publish the release again";
      case CONDITION_FAILED -> "wait for the other run to end, then run it again";
      case ACCESS_DENIED -> "check the credentials and their rights on the store";
      case INVALID -> "correct the store's options in the configuration";
      case UNSUPPORTED -> "use a store that can do it";
      case THROTTLED -> "wait a little, then run it again; a lower publish.concurrency helps";
      case UNAVAILABLE ->
          "check that the store can be reached and has room; the first publish makes a missing folder";
      case OUTCOME_UNKNOWN -> "run it again: what is there already is not put twice";
    };
  }
}
