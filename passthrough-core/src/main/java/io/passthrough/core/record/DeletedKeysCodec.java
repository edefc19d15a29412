package io.passthrough.core.record;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.passthrough.core.record.DeletedKeys.Entry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The form of what was deleted: one JSON object, compressed with gzip (RFC 1952). By the day it has
 * 32 hex digits for each key: 16 of the SHA-256 of its name, and 16 of that of its bytes.
 */
final class DeletedKeysCodec {

  private static final int SCHEMA = 1;
  private static final int DIGITS = 16;

  private DeletedKeysCodec() {}

  static byte[] write(DeletedKeys keys, Instant at) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = RecordJson.generator(new GZIPOutputStream(bytes))) {
      json.writeStartObject();
      json.writeNumberField("schema", SCHEMA);
      json.writeStringField("at", at.toString());
      json.writeObjectFieldStart("days");
      for (Map.Entry<Integer, List<Entry>> day : byDay(keys).entrySet()) {
        json.writeArrayFieldStart(LocalDate.ofEpochDay(day.getKey()).toString());
        for (Entry entry : day.getValue()) {
          json.writeString(hex(entry));
        }
        json.writeEndArray();
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static Map<Integer, List<Entry>> byDay(DeletedKeys keys) {
    return keys.entries().stream()
        .collect(Collectors.groupingBy(Entry::day, TreeMap::new, Collectors.toList()));
  }

  private static String hex(Entry entry) {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(entry.key()) + hex.toHexDigits(entry.content());
  }

  /**
   * Reads it.
   *
   * @throws CorruptRecordException when it does not say what it must
   * @throws IOException when it is cut or not in this form
   */
  static DeletedKeys read(InputStream in) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (JsonParser json = RecordJson.parser(new GZIPInputStream(in))) {
      require(json.nextToken() == JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "schema" -> require(json.getIntValue() == SCHEMA);
          case "days" -> days(json, entries);
          default -> json.skipChildren();
        }
      }
      require(json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null);
    }
    return DeletedKeys.of(entries);
  }

  private static void days(JsonParser json, List<Entry> entries) throws IOException {
    require(json.currentToken() == JsonToken.START_OBJECT);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      int day = day(json.currentName());
      require(json.nextToken() == JsonToken.START_ARRAY);
      while (json.nextToken() == JsonToken.VALUE_STRING) {
        entries.add(entry(json.getText(), day));
      }
      require(json.currentToken() == JsonToken.END_ARRAY);
    }
  }

  private static int day(String text) {
    try {
      return (int) LocalDate.parse(text).toEpochDay();
    } catch (DateTimeParseException e) {
      throw new CorruptRecordException("'" + text + "' is no day", e);
    }
  }

  private static Entry entry(String text, int day) {
    try {
      return new Entry(
          HexFormat.fromHexDigitsToLong(text, 0, DIGITS),
          HexFormat.fromHexDigitsToLong(text, DIGITS, text.length()),
          day);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new CorruptRecordException("'" + text + "' is no key", e);
    }
  }

  private static void require(boolean isLegal) {
    if (!isLegal) {
      throw new CorruptRecordException("it names no deleted keys of schema " + SCHEMA);
    }
  }
}
