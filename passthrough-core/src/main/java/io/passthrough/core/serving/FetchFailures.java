package io.passthrough.core.serving;

import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.core.fallback.UnverifiableRangeException;
import java.util.concurrent.CompletionException;

/** What a failed fetch means to a client. */
final class FetchFailures {

  private FetchFailures() {}

  /** Returns whether the store has no such object. */
  static boolean isAbsent(Throwable failure) {
    return cause(failure) instanceof AssetStoreException store && store.kind() == Kind.NOT_FOUND;
  }

  /** Returns whether only the whole can be checked, and not the part that was asked for. */
  static boolean isUnverifiableRange(Throwable failure) {
    return cause(failure) instanceof UnverifiableRangeException;
  }

  /** Returns the answer: a store that is down may be up again soon, other failures stay. */
  static Response of(Throwable failure) {
    return cause(failure) instanceof AssetStoreException store && store.isOutage()
        ? ErrorResponses.UNAVAILABLE
        : ErrorResponses.BAD_GATEWAY;
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }
}
