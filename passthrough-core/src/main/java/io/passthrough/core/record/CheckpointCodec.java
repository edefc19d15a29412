package io.passthrough.core.record;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.record.Checkpoint.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The form of a checkpoint: one JSON object, compressed with zstd and its checksum (RFC 8878). Its
 * tables come first, so that it is written and read element by element, whatever its size.
 */
final class CheckpointCodec {

  private static final int SCHEMA = 1;

  private final Checkpoint checkpoint;
  private final ListDelta manifests = new ListDelta();
  private final ListDelta outcomes = new ListDelta();

  private CheckpointCodec(Checkpoint checkpoint) {
    this.checkpoint = checkpoint;
  }

  static byte[] write(Checkpoint checkpoint, Instant at) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZstdOutputStream out = new ZstdOutputStream(bytes).setChecksum(true);
        JsonGenerator json = RecordJson.generator(out)) {
      new CheckpointCodec(checkpoint).write(json, at);
    }
    return bytes.toByteArray();
  }

  private void write(JsonGenerator json, Instant at) throws IOException {
    json.writeStartObject();
    json.writeNumberField("schema", SCHEMA);
    json.writeStringField("at", at.toString());
    array(json, "assets", checkpoint.assets().values(), ManifestCodec::write);
    array(json, "objects", checkpoint.objects().values(), OutcomeCodec::write);
    array(json, "records", checkpoint.rows().entrySet(), this::write);
    json.writeEndObject();
  }

  private static <T> void array(
      JsonGenerator json, String name, Iterable<T> values, BiConsumer<T, ObjectNode> writer)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (T value : values) {
      ObjectNode node = RecordJson.node();
      writer.accept(value, node);
      json.writeTree(node);
    }
    json.writeEndArray();
  }

  private void write(Map.Entry<RecordName<?>, Row> entry, ObjectNode node) {
    Row row = entry.getValue();
    node.put("key", entry.getKey().key().value());
    node.put("at", row.time().written().toString());
    node.put("put", row.time().put().toString());
    if (row instanceof Row.OfManifest manifest) {
      node.put("digest", manifest.digest().hex());
      manifests.write(manifest.assets(), node);
    } else if (row instanceof Row.OfOutcome outcome) {
      new OutcomeCodec().write(outcome.outcome(), node);
      outcomes.write(outcome.stored(), node);
    } else if (row instanceof Row.OfActivation activation
        && entry.getKey() instanceof ActivationName name) {
      name.codec().write(activation.activation(), node);
    }
  }

  /**
   * Reads a checkpoint.
   *
   * @throws CorruptRecordException when it does not say what it must
   * @throws IOException when it is cut or not in this form
   */
  static Checkpoint read(InputStream in) throws IOException {
    Checkpoint checkpoint = new Checkpoint();
    try (JsonParser json = RecordJson.parser(new ZstdInputStream(in))) {
      new CheckpointCodec(checkpoint).read(json);
    }
    return checkpoint;
  }

  private void read(JsonParser json) throws IOException {
    require(json.nextToken() == JsonToken.START_OBJECT);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "schema" -> require(json.getIntValue() == SCHEMA);
        case "assets" ->
            elements(json, each -> checkpoint.assets().append(ManifestCodec.asset(each)));
        case "objects" ->
            elements(json, each -> checkpoint.objects().append(OutcomeCodec.stored(each)));
        case "records" -> elements(json, this::row);
        default -> json.skipChildren();
      }
    }
    require(json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null);
  }

  private static void require(boolean isLegal) {
    if (!isLegal) {
      throw new CorruptRecordException("it is no checkpoint of schema " + SCHEMA);
    }
  }

  private static void elements(JsonParser json, Consumer<Fields> reader) throws IOException {
    require(json.currentToken() == JsonToken.START_ARRAY);
    while (json.nextToken() == JsonToken.START_OBJECT) {
      reader.accept(new Fields(RecordJson.node(json), ""));
    }
    require(json.currentToken() == JsonToken.END_ARRAY);
  }

  private void row(Fields fields) {
    RecordTime time = new RecordTime(fields.instant("at"), fields.instant("put"));
    AssetKey key = fields.parsed("key", AssetKey::of);
    RecordName.parse(key).ifPresent(name -> row(name, fields, time));
  }

  private void row(RecordName<?> name, Fields fields, RecordTime time) {
    if (name instanceof ManifestName) {
      NumberList assets = manifests.read(fields, checkpoint.assets().values().size());
      checkpoint
          .rows()
          .put(name, new Row.OfManifest(time, fields.parsed("digest", Sha256::new), assets));
    } else if (name instanceof OutcomeName outcome) {
      Outcome value = outcome.codec().read(fields, time.put());
      NumberList stored = outcomes.read(fields, checkpoint.objects().values().size());
      checkpoint.rows().put(name, new Row.OfOutcome(time, value, stored));
    } else if (name instanceof ActivationName activation) {
      Activation value = activation.codec().read(fields, time.put());
      checkpoint.rows().put(name, new Row.OfActivation(time, value));
    }
  }
}
