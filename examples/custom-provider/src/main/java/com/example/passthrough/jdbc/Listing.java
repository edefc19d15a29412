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

  Page page(String prefix, byte[] after, int limit) throws SQLException {
    return database.in(
        transaction -> {
          Rows rows = new Rows(after);
          do {
            try (PreparedStatement select =
                    transaction.prepare(
                        SELECT, names.first(prefix), rows.last, names.end(prefix), limit + 1);
                ResultSet found = select.executeQuery()) {
              rows.add(found, limit);
            }
          } while (rows.more && rows.entries.isEmpty());
          return rows.page();
        });
  }

  /**
   * Rows of a page. It ends at its last key, which is its cursor: names after it that are no keys
   * are the next page's.
   */
  private final class Rows {
    private final List<Entry> entries = new ArrayList<>();
    private byte[] last;
    private boolean more;
    private int skipped;
    private int skippedToLastKey;

    Rows(byte[] after) {
      this.last = after;
    }

    /** One row more than wanted tells whether there is a next page. */
    void add(ResultSet found, int limit) throws SQLException {
      more = found.next();
      for (int count = 0; more && count < limit; count++) {
        last = found.getBytes("name");
        Optional<AssetKey> key = names.key(last);
        if (key.isPresent()) {
          entries.add(entry(key.get(), found));
          skippedToLastKey = skipped;
        } else {
          skipped++;
        }
        more = found.next();
      }
    }

    Page page() {
      if (!more) {
        return new Page(entries, Optional.empty(), skipped);
      }
      Cursor next = Cursor.after(entries.get(entries.size() - 1).key());
      return new Page(entries, Optional.of(next), skippedToLastKey);
    }
  }

  private static Entry entry(AssetKey key, ResultSet row) throws SQLException {
    return new Entry(key, row.getLong("size"), Columns.modified(row), Columns.version(row));
  }
}
