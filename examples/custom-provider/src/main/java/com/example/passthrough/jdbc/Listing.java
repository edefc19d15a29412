package com.example.passthrough.jdbc;

import io.passthrough.api.AssetKey;
import io.passthrough.api.Cursor;
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists a part of the primary key, which is in the order of bytes. */
final class Listing {

  private static final String SELECT =
      "select name, "
          + Columns.STATE
          + " from $ where name >= ? and name > ? and name < ? order by name"
          + " fetch first ? rows only";

  private final Database database;
  private final Names names;

  Listing(Database database, Names names) {
    this.database = database;
    this.names = names;
  }

  /** One row more than wanted tells whether there is a next page. */
  Page page(String prefix, byte[] after, int limit) throws SQLException {
    return database.in(
        transaction -> {
          try (PreparedStatement select =
                  transaction.prepare(
                      SELECT, names.first(prefix), after, names.end(prefix), limit + 1);
              ResultSet rows = select.executeQuery()) {
            return page(rows, limit);
          }
        });
  }

  private Page page(ResultSet rows, int limit) throws SQLException {
    List<Entry> entries = new ArrayList<>();
    byte[] last = {};
    int count = 0;
    boolean more = rows.next();
    for (; more && count < limit; count++) {
      last = rows.getBytes("name");
      Optional<AssetKey> key = names.key(last);
      if (key.isPresent()) {
        entries.add(entry(key.get(), rows));
      }
      more = rows.next();
    }
    Optional<Cursor> next = more ? Optional.of(Names.cursor(last)) : Optional.empty();
    return new Page(entries, next, count - entries.size());
  }

  private static Entry entry(AssetKey key, ResultSet row) throws SQLException {
    return new Entry(key, row.getLong("size"), Columns.modified(row), Columns.version(row));
  }
}
