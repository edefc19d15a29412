package com.example.passthrough.jdbc;

import io.passthrough.api.Access;
import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Capability;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A table as a store. Each operation is a class of its own; here errors get their names. */
final class JdbcStore implements AssetStore {

  private final JdbcOptions options;
  private final JdbcErrors errors;
  private final Names names;
  private final Database database;

  private JdbcStore(JdbcOptions options, JdbcErrors errors, Database database) {
    this.options = options;
    this.errors = errors;
    this.database = database;
    this.names = new Names(options.place().prefix());
  }

  static JdbcStore open(JdbcOptions options) {
    JdbcErrors errors = new JdbcErrors(options.storeName());
    return call(errors, "open", Optional.empty(), () -> open(options, errors));
  }

  /** Who only reads needs no right to make a table. */
  private static JdbcStore open(JdbcOptions options, JdbcErrors errors) throws SQLException {
    Database database = Database.open(options);
    try {
      if (options.place().access() == Access.WRITE) {
        database.in(transaction -> transaction.update(Columns.TABLE));
      }
      return new JdbcStore(options, errors, database);
    } catch (SQLException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** A primary key holds for every process, and a committed row is there for all. */
  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.CREATE_IF_ABSENT, Capability.STRONG_CONSISTENCY);
  }

  @Override
  public Optional<AssetInfo> stat(AssetKey key) {
    return call("stat", key, () -> reading(key).info(key));
  }

  @Override
  public AssetReader read(AssetKey key, ByteRange range) {
    Reading reading = reading(key);
    Reading.Start start =
        call("read", key, () -> reading.start(key, range))
            .orElseThrow(() -> failure(Kind.NOT_FOUND, "read", key).because("there is no object"));
    if (!range.fits(start.info().size())) {
      throw failure(Kind.INVALID, "read", key)
          .because(
              "the range starts at " + range.offset() + " of " + start.info().size() + " bytes");
    }
    return new JdbcReader(reading, start, range, options.storeName());
  }

  private Reading reading(AssetKey key) {
    return new Reading(database, names.of(key));
  }

  @Override
  public Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    Writer writer = new Writer(database, errors, key, names.of(key));
    return call("put", key, () -> writer.put(content, headers, condition));
  }

  @Override
  public Page list(String prefix, Optional<Cursor> after, int limit) {
    byte[] name = after.map(this::place).orElse(new byte[0]);
    Listing listing = new Listing(database, names);
    return call(errors, "list", Optional.empty(), () -> listing.page(prefix, name, limit));
  }

  private byte[] place(Cursor cursor) {
    return cursor
        .key()
        .map(names::of)
        .orElseThrow(
            () ->
                errors
                    .failure(Kind.INVALID, "list", Optional.empty())
                    .because("this store did not make the cursor '" + cursor.token() + "'"));
  }

  @Override
  public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
    Removal removal = new Removal(database, errors, names);
    return call(errors, "delete", Optional.empty(), () -> removal.delete(List.copyOf(keys)));
  }

  private AssetStoreException.Builder failure(Kind kind, String operation, AssetKey key) {
    return errors.failure(kind, operation, Optional.of(key));
  }

  private interface Call<T> {
    T run() throws SQLException;
  }

  private <T> T call(String operation, AssetKey key, Call<T> call) {
    return call(errors, operation, Optional.of(key), call);
  }

  private static <T> T call(
      JdbcErrors errors, String operation, Optional<AssetKey> key, Call<T> call) {
    if (Thread.currentThread().isInterrupted()) {
      throw errors
          .interrupted(Kind.UNAVAILABLE, operation, key)
          .because("the thread was interrupted");
    }
    try {
      return call.run();
    } catch (SQLException e) {
      throw errors.of(operation, key, e);
    }
  }

  @Override
  public void close() {
    database.close();
  }

  /** Returns the store's name for people. */
  @Override
  public String toString() {
    return options.storeName();
  }
}
