package io.passthrough.core;

import io.passthrough.api.AssetStoreException;
import io.passthrough.core.PassthroughException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * What people are told of an exception that ended an operation: what happened to which thing, and
 * the next step.
 *
 * @param kind what sort of failure it is
 * @param message what happened to which thing, without a full stop
 * @param next what to do about it, without a full stop
 */
public record Failure(Kind kind, String message, String next) {

  /**
   * Finds what is known of an exception, also of one that another thread has met.
   *
   * @param thrown the exception
   * @return the failure, or empty when nobody expected it
   */
  public static Optional<Failure> known(Throwable thrown) {
    if (thrown instanceof PassthroughException known) {
      return Optional.of(new Failure(known.kind(), message(known), known.next()));
    }
    if (thrown instanceof AssetStoreException store) {
      return Optional.of(new Failure(kind(store.kind()), message(store), next(store.kind())));
    }
    if (thrown instanceof CompletionException || thrown instanceof ExecutionException) {
      return Optional.ofNullable(thrown.getCause()).flatMap(Failure::known);
    }
    if (thrown instanceof IOException || thrown instanceof UncheckedIOException) {
      String message = "Cannot read or write: " + message(thrown);
      return Optional.of(new Failure(Kind.IO, message, "check the disk and rights"));
    }
    return thrown instanceof OutOfMemoryError ? Optional.of(memory()) : Optional.empty();
  }

  private static Failure memory() {
    return new Failure(Kind.IO, "Out of memory", "give Java more with JDK_JAVA_OPTIONS=-Xmx1g");
  }

  /**
   * Returns what is known of an exception; one that nobody expected is a bug.
   *
   * @param thrown the exception
   * @return the failure
   */
  public static Failure of(Throwable thrown) {
    return known(thrown).orElseGet(() -> bug(thrown));
  }

  private static Failure bug(Throwable thrown) {
    boolean isWrapped =
        thrown instanceof CompletionException || thrown instanceof ExecutionException;
    return isWrapped && thrown.getCause() != null
        ? bug(thrown.getCause())
        : new Failure(
            Kind.IO, "This is a bug in Passthrough: " + thrown, "report it with its stack trace");
  }

  private static String message(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null ? thrown.getClass().getSimpleName() : message;
  }

  private static Kind kind(AssetStoreException.Kind kind) {
    return switch (kind) {
      case INVALID -> Kind.INPUT;
      case UNSUPPORTED -> Kind.REFUSED;
      case CONDITION_FAILED -> Kind.CONFLICT;
      case NOT_FOUND, ACCESS_DENIED, THROTTLED, UNAVAILABLE, OUTCOME_UNKNOWN -> Kind.IO;
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
