package io.passthrough.core.record;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passthrough.api.AssetKey;
import io.passthrough.api.Version;
import io.passthrough.api.manifest.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The fields of an outcome. */
record OutcomeCodec() implements RecordCodec<Outcome> {

  @Override
  public void write(Outcome outcome, ObjectNode node) {
    node.put("state", outcome.state().name());
    ArrayNode stored = node.putArray("stored");
    outcome.stored().forEach(object -> write(object, stored.addObject()));
    outcome.figures().ifPresent(figures -> write(figures, node.putObject("figures")));
  }

  static void write(StoredObject object, ObjectNode node) {
    node.put("key", object.key().value());
    node.put("version", object.version().token());
    object.other().ifPresent(id -> node.put("sha256", id.sha256().hex()).put("size", id.size()));
  }

  private static void write(Figures figures, ObjectNode node) {
    node.put("assets", figures.assets());
    node.put("bytes", figures.bytes());
    node.put("uploaded", figures.uploaded());
    node.put("uploadedBytes", figures.uploadedBytes());
    node.put("reloadBytes", figures.reloadBytes());
  }

  @Override
  public Outcome read(Fields fields, Instant at) {
    List<StoredObject> stored =
        fields.objects("stored").stream().map(OutcomeCodec::stored).toList();
    return new Outcome(
        fields.parsed("state", OutcomeCodec::state),
        stored,
        fields.object("figures").map(OutcomeCodec::figures),
        at);
  }

  private static Outcome.State state(String word) {
    for (Outcome.State state : Outcome.State.values()) {
      if (state.name().equals(word)) {
        return state;
      }
    }
    throw new IllegalArgumentException("no state has the name '" + word + "'");
  }

  static StoredObject stored(Fields fields) {
    Optional<ContentId> other =
        fields
            .optional("sha256", Sha256::new)
            .map(sha256 -> new ContentId(sha256, fields.count("size")));
    return new StoredObject(
        fields.parsed("key", AssetKey::of), fields.parsed("version", Version::new), other);
  }

  private static Figures figures(Fields fields) {
    return new Figures(
        fields.smallCount("assets"),
        fields.count("bytes"),
        fields.smallCount("uploaded"),
        fields.count("uploadedBytes"),
        fields.count("reloadBytes"));
  }
}
