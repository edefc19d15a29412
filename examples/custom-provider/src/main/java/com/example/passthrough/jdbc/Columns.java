package com.example.passthrough.jdbc;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The columns of a row, and how an object's headers are written in them. */
final class Columns {

  static final String TABLE =
      """
      create table if not exists $ (
        name varbinary(1024) primary key,
        version varchar(36) not null,
        modified timestamp(3) with time zone default current_timestamp not null,
        content_type varchar(1000),
        cache_control varchar(1000),
        content_encoding varchar(1000),
        metadata varchar(8000) default '' not null,
        body blob not null)
      """;

  static final String STATE = "version, modified, octet_length(body) as size";
  static final String HEADERS = "content_type, cache_control, content_encoding, metadata";

  private Columns() {}

  static AssetInfo info(AssetKey key, ResultSet row) throws SQLException {
    return new AssetInfo(key, row.getLong("size"), modified(row), version(row), headers(key, row));
  }

  static Instant modified(ResultSet row) throws SQLException {
    return row.getObject("modified", OffsetDateTime.class).toInstant();
  }

  static Version version(ResultSet row) throws SQLException {
    return new Version(row.getString("version"));
  }

  private static AssetHeaders headers(AssetKey key, ResultSet row) throws SQLException {
    return AssetHeaders.ofForeign(
            key,
            row.getString("content_type"),
            row.getString("cache_control"),
            row.getString("content_encoding"))
        .withForeignMetadata(metadata(row.getString("metadata")));
  }

  /** Names have no {@code =} and values are printable ASCII, so a line is enough for a pair. */
  static String metadata(AssetHeaders headers) {
    return headers.metadata().entrySet().stream()
        .map(pair -> pair.getKey() + "=" + pair.getValue())
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  private static Map<String, String> metadata(String lines) {
    Map<String, String> metadata = new TreeMap<>();
    lines
        .lines()
        .map(line -> line.split("=", 2))
        .filter(pair -> pair.length == 2)
        .forEach(pair -> metadata.put(pair[0], pair[1]));
    return metadata;
  }
}
