package io.passthrough.core.record;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.function.Consumer;

/** Between bytes and fields: what all records have in common. */
final class RecordJson {

  private static final int SCHEMA = 1;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Reads one value of many: others follow. */
  private static final ObjectReader ELEMENTS =
      MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private RecordJson() {}

  static byte[] write(Instant at, Consumer<ObjectNode> fields) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("schema", SCHEMA);
    node.put("at", at.toString());
    fields.accept(node);
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of plain values can always be written", e);
    }
  }

  static Fields read(byte[] bytes) {
    Fields fields = new Fields(tree(bytes), "");
    long schema = fields.count("schema");
    if (schema != SCHEMA) {
      throw new CorruptRecordException(
          "its schema is " + schema + " and this version reads " + SCHEMA);
    }
    return fields;
  }

  static ObjectNode node() {
    return MAPPER.createObjectNode();
  }

  static JsonGenerator generator(OutputStream out) throws IOException {
    return MAPPER.createGenerator(out);
  }

  static JsonParser parser(InputStream in) throws IOException {
    return MAPPER.createParser(in);
  }

  /** Reads the value that a parser is at. */
  static JsonNode node(JsonParser parser) throws IOException {
    return ELEMENTS.readTree(parser);
  }

  private static JsonNode tree(byte[] bytes) {
    try {
      return MAPPER.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw new CorruptRecordException("it is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new CorruptRecordException("it is not JSON", e);
    }
  }
}
