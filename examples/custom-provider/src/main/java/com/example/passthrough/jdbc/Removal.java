package com.example.passthrough.jdbc;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Deletes rows, many in a transaction, and each for itself where such a transaction fails. */
final class Removal {

  private static final int BATCH = 500;
  private static final String DELETE = "delete from $ where name = ?";

  private final Database database;
  private final JdbcErrors errors;
  private final Names names;

  Removal(Database database, JdbcErrors errors, Names names) {
    this.database = database;
    this.errors = errors;
    this.names = names;
  }

  /** The first transaction tells whether anything can be tried at all. */
  Map<AssetKey, AssetStoreException> delete(List<AssetKey> keys) throws SQLException {
    database.in(transaction -> transaction.update(DELETE + " and 1 = 0", new byte[0]));
    Map<AssetKey, AssetStoreException> failures = new LinkedHashMap<>();
    for (int from = 0; from < keys.size(); from += BATCH) {
      List<AssetKey> batch = keys.subList(from, Math.min(keys.size(), from + BATCH));
      if (!deleteTogether(batch)) {
        batch.forEach(key -> deleteAlone(key).ifPresent(failure -> failures.put(key, failure)));
      }
    }
    return failures;
  }

  private boolean deleteTogether(List<AssetKey> batch) {
    try {
      return database.in(
          transaction -> {
            try (PreparedStatement delete = transaction.prepare(DELETE)) {
              for (AssetKey key : batch) {
                delete.setBytes(1, names.of(key));
                delete.addBatch();
              }
              delete.executeBatch();
            }
            transaction.commit();
            return true;
          });
    } catch (SQLException e) {
      // Which row it was is found out one by one.
      return false;
    }
  }

  private Optional<AssetStoreException> deleteAlone(AssetKey key) {
    try {
      database.in(
          transaction -> {
            transaction.update(DELETE, names.of(key));
            transaction.commit();
            return key;
          });
      return Optional.empty();
    } catch (SQLException e) {
      return Optional.of(errors.of("delete", Optional.of(key), e));
    }
  }
}
