package io.passthrough.tck;

import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The result of one call of a store: its answer, or what it threw.
 *
 * @param what the call
 * @param value what it answered, or null when it failed
 * @param failure what it threw, or null when it answered
 */
record CallResult<T>(String what, @Nullable T value, @Nullable Exception failure) {

  /** What is expected of a call that must not fail. */
  static final String SUCCESS = "success";

  boolean worked() {
    return failure == null;
  }

  /** Returns the answer, if there is one. */
  Optional<T> answered() {
    return Optional.ofNullable(value);
  }

  /** Returns what the call threw, if it did. */
  Optional<Exception> failed() {
    return Optional.ofNullable(failure);
  }

  /** Says how the call ended. */
  String ending() {
    return failure == null ? "the answer " + value : Quoted.failure(failure);
  }

  /** Returns the answer. A failure breaks the rule. */
  T succeeds() {
    if (failure != null) {
      throw new TckFailure(what, SUCCESS, Quoted.failure(failure), failure);
    }
    if (value == null) {
      throw new TckFailure(what, "an answer", "null");
    }
    return value;
  }

  /** Returns the refusal. An answer, another kind or another exception breaks the rule. */
  AssetStoreException refused(Kind... kinds) {
    List<Kind> allowed = Arrays.asList(kinds);
    String expected =
        allowed.stream().map(Kind::name).collect(Collectors.joining(" or ", "a refusal with ", ""));
    if (failure == null) {
      throw new TckFailure(what, expected, SUCCESS);
    }
    if (failure instanceof AssetStoreException e && allowed.contains(e.kind())) {
      return e;
    }
    throw new TckFailure(what, expected, Quoted.failure(failure), failure);
  }
}
