package io.passthrough.tck;

import static io.passthrough.tck.Expect.holds;
import static io.passthrough.tck.Expect.same;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Assertions on what a failure says of the call that failed (E3, E4). */
final class Refusals {

  /** A reason that was taken from an exception without a message. */
  private static final Pattern NO_REASON = Pattern.compile("\\bnull\\b");

  private Refusals() {}

  /** Fails unless a failure tells operation, key and store, and a reason. */
  static AssetStoreException about(AssetStoreException e, String operation, String key) {
    String of = " of the " + e.kind() + " from " + operation;
    same("the key" + of, Optional.of(AssetKey.of(key)), e.key());
    holds(
        String.valueOf(e.getMessage()).contains("'" + key + "'"),
        "the message" + of,
        "the key in quotes",
        e);
    return about(e, operation);
  }

  /** Fails unless a failure tells operation and store, and a reason. */
  static AssetStoreException about(AssetStoreException e, String operation) {
    String of = " of the " + e.kind() + " from " + operation;
    String message = String.valueOf(e.getMessage());
    same("the operation" + of, operation, e.operation());
    holds(
        !e.store().isBlank() && message.contains(e.store()),
        "the message" + of,
        "the store, " + Quoted.text(e.store()),
        message);
    holds(!NO_REASON.matcher(message).find(), "the message" + of, "a reason", message);
    return e;
  }
}
