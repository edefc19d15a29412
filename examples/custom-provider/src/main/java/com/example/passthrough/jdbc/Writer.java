package com.example.passthrough.jdbc;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/**
 * One put: body and headers are one row, written by one statement. Nobody sees the row before the
 * commit; what fails before it is undone.
 */
final class Writer {

  private static final int MAX_ATTEMPTS = 5;

  private static final String INSERT =
      "insert into $ (version, modified, content_type, cache_control, content_encoding, metadata,"
          + " body, name) values (?, current_timestamp, ?, ?, ?, ?, ?, ?)";

  private static final String UPDATE =
      "update $ set version = ?, modified = current_timestamp, content_type = ?, cache_control = ?,"
          + " content_encoding = ?, metadata = ?, body = ? where name = ?";

  /** What an attempt came to. */
  private enum Outcome {
    WRITTEN,
    /** An insert has found a row, or an update none. */
    OTHER_STATE,
    /** Another transaction held the row for too long; nothing is stored. */
    LOCKED
  }

  private final Database database;
  private final JdbcErrors errors;
  private final AssetKey key;
  private final byte[] name;

  Writer(Database database, JdbcErrors errors, AssetKey key, byte[] name) {
    this.database = database;
    this.errors = errors;
    this.key = key;
    this.name = name;
  }

  /**
   * Puts. The primary key decides who is first: it holds for all processes, and for every size.
   *
   * <p>Without a condition the row is updated when it is there, else inserted. Another put or
   * delete between the look and the write is noticed, and the attempt repeated, as after a lock.
   */
  Version put(Content content, AssetHeaders headers, PutCondition condition) throws SQLException {
    Version version = new Version(UUID.randomUUID().toString());
    Object[] values = {
      version.token(),
      headers.contentType(),
      headers.cacheControl(),
      headers.contentEncoding(),
      Columns.metadata(headers)
    };
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      boolean update = condition == PutCondition.ALWAYS && isThere();
      Outcome outcome = write(update ? UPDATE : INSERT, values, content);
      if (outcome == Outcome.WRITTEN) {
        return version;
      }
      if (outcome == Outcome.OTHER_STATE && condition == PutCondition.IF_ABSENT) {
        throw failure(Kind.CONDITION_FAILED).because("another object is already there");
      }
    }
    throw failure(Kind.UNAVAILABLE).because("others keep on writing the object");
  }

  private boolean isThere() throws SQLException {
    return database.in(
        transaction -> {
          try (PreparedStatement look =
              transaction.prepare("select 1 from $ where name = ?", name)) {
            return look.executeQuery().next();
          }
        });
  }

  private Outcome write(String sql, Object[] values, Content content) throws SQLException {
    return database.in(
        transaction -> {
          try (Source source = Source.open(content);
              PreparedStatement statement = transaction.prepare(sql, values)) {
            Outcome outcome = execute(statement, values.length, source);
            if (outcome == Outcome.WRITTEN) {
              commit(transaction);
            }
            return outcome;
          } catch (IOException e) {
            throw errors.unreadableContent(key, e);
          }
        });
  }

  private Outcome execute(PreparedStatement statement, int headers, Source source)
      throws SQLException {
    try {
      statement.setBinaryStream(headers + 1, source);
      statement.setBytes(headers + 2, name);
      return statement.executeUpdate() == 1 ? Outcome.WRITTEN : Outcome.OTHER_STATE;
    } catch (SQLException e) {
      if (source.trouble().isPresent()) {
        throw errors.unreadableContent(key, source.trouble().get());
      }
      if (JdbcErrors.isTaken(e)) {
        return Outcome.OTHER_STATE;
      }
      if (JdbcErrors.isLocked(e)) {
        return Outcome.LOCKED;
      }
      throw e;
    }
  }

  /** Only here the outcome may be unknown: before, nothing is stored, and afterwards all is. */
  private void commit(Database.Transaction transaction) {
    try {
      transaction.commit();
    } catch (SQLException e) {
      throw errors.unknown(key, e);
    }
  }

  private AssetStoreException.Builder failure(Kind kind) {
    return errors.failure(kind, "put", Optional.of(key));
  }
}
