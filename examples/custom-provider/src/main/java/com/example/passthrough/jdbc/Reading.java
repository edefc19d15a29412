package com.example.passthrough.jdbc;

import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Version;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Blob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Reads a row's columns and pieces of its body. A piece is read in a transaction of its own, so
 * that a slow reader holds no connection, and names the version, so that no two states mix.
 */
final class Reading {

  /** The most bytes that a reader has in memory. */
  static final int PIECE_BYTES = 256 * 1024;

  /**
   * A row, and the first piece of what was asked for.
   *
   * @param info the columns
   * @param piece the first bytes of the range; empty where the range does not fit
   */
  record Start(AssetInfo info, byte[] piece) {}

  private final Database database;
  private final byte[] name;

  Reading(Database database, byte[] name) {
    this.database = database;
    this.name = name;
  }

  Optional<AssetInfo> info(AssetKey key) throws SQLException {
    String sql = "select " + Columns.STATE + ", " + Columns.HEADERS + " from $ where name = ?";
    return database.in(
        transaction -> {
          try (PreparedStatement select = transaction.prepare(sql, name);
              ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(Columns.info(key, row)) : Optional.empty();
          }
        });
  }

  Optional<Start> start(AssetKey key, ByteRange range) throws SQLException {
    String sql =
        "select " + Columns.STATE + ", " + Columns.HEADERS + ", body from $ where name = ?";
    return database.in(
        transaction -> {
          try (PreparedStatement select = transaction.prepare(sql, name);
              ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(start(key, row, range)) : Optional.empty();
          }
        });
  }

  private static Start start(AssetKey key, ResultSet row, ByteRange range) throws SQLException {
    AssetInfo info = Columns.info(key, row);
    long length = range.lengthWithin(info.size());
    return new Start(info, piece(row, range.offset(), length));
  }

  /** Returns a further piece, or empty when the version is no longer there. */
  Optional<byte[]> piece(Version version, long offset, long length) throws SQLException {
    String sql = "select body from $ where name = ? and version = ?";
    return database.in(
        transaction -> {
          try (PreparedStatement select = transaction.prepare(sql, name, version.token());
              ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(piece(row, offset, length)) : Optional.empty();
          }
        });
  }

  private static byte[] piece(ResultSet row, long offset, long length) throws SQLException {
    int wanted = (int) Math.min(length, PIECE_BYTES);
    if (wanted == 0) {
      return new byte[0];
    }
    Blob body = row.getBlob("body");
    // A blob's first byte is number 1.
    try (InputStream in = body.getBinaryStream(offset + 1, wanted)) {
      byte[] piece = in.readNBytes(wanted);
      if (piece.length < wanted) {
        throw new SQLException("The body ends after " + (offset + piece.length) + " bytes");
      }
      return piece;
    } catch (IOException e) {
      throw new SQLException("The body cannot be read: " + e.getMessage(), e);
    } finally {
      body.free();
    }
  }
}
