package com.example.passthrough.jdbc;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The only place that maps a database's errors to a store's. The first two characters of a SQLSTATE
 * are its class, the same for all databases (ISO/IEC 9075-2, table 38).
 */
final class JdbcErrors {

  private static final String INTEGRITY = "23";
  private static final String UNDONE = "40";

  private final String store;

  JdbcErrors(String store) {
    this.store = store;
  }

  AssetStoreException.Builder failure(Kind kind, String operation, Optional<AssetKey> key) {
    AssetStoreException.Builder builder = AssetStoreException.of(kind, operation, store);
    key.ifPresent(builder::key);
    return builder;
  }

  AssetStoreException of(String operation, Optional<AssetKey> key, SQLException e) {
    if (Thread.currentThread().isInterrupted()) {
      return interrupted(Kind.UNAVAILABLE, operation, key).cause(e).because("it was interrupted");
    }
    String reason = reason(e);
    return switch (state(e)) {
      case "28" -> failure(Kind.ACCESS_DENIED, operation, key).cause(e).because(reason);
      case "22" -> failure(Kind.INVALID, operation, key).cause(e).because(reason);
      case "42" -> statementRefused(operation, key, e);
      default -> failure(Kind.UNAVAILABLE, operation, key).cause(e).because(reason);
    };
  }

  /** Class 42 is a missing right in some databases, and a missing table in all. */
  private AssetStoreException statementRefused(
      String operation, Optional<AssetKey> key, SQLException e) {
    boolean right = "42501".equals(e.getSQLState());
    return failure(right ? Kind.ACCESS_DENIED : Kind.UNAVAILABLE, operation, key)
        .cause(e)
        .because(reason(e));
  }

  /** A commit whose answer was lost. The caller reads the object back. */
  AssetStoreException unknown(AssetKey key, SQLException e) {
    boolean undone = state(e).equals(UNDONE);
    if (Thread.currentThread().isInterrupted()) {
      return interrupted(Kind.OUTCOME_UNKNOWN, "put", Optional.of(key))
          .cause(e)
          .because("it was interrupted");
    }
    return failure(undone ? Kind.UNAVAILABLE : Kind.OUTCOME_UNKNOWN, "put", Optional.of(key))
        .cause(e)
        .because(reason(e));
  }

  AssetStoreException unreadableContent(AssetKey key, IOException e) {
    String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return failure(Kind.UNAVAILABLE, "put", Optional.of(key))
        .cause(e)
        .retryable(false)
        .because("its content cannot be read (" + reason + ")");
  }

  AssetStoreException.Builder interrupted(Kind kind, String operation, Optional<AssetKey> key) {
    return failure(kind, operation, key).retryable(false);
  }

  static boolean isTaken(SQLException e) {
    return state(e).equals(INTEGRITY);
  }

  /** The database has undone the statement, or given up waiting for another transaction. */
  static boolean isLocked(SQLException e) {
    return state(e).equals(UNDONE) || "HYT00".equals(e.getSQLState());
  }

  private static String state(SQLException e) {
    String state = e.getSQLState();
    return state == null || state.length() < 2 ? "" : state.substring(0, 2);
  }

  /** Drivers add the statement to their messages, on lines of its own. */
  private static String reason(SQLException e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    String first = message.lines().findFirst().orElse("").replaceAll("; SQL statement:.*$", "");
    return "the database says '" + first + "', SQLSTATE " + e.getSQLState();
  }
}
