package io.passthrough.core.record;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.ReleaseName;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

/** The fields of a plan. */
record PrunePlanCodec() implements RecordCodec<PrunePlan> {

  @Override
  public void write(PrunePlan plan, ObjectNode node) {
    node.put("host", plan.host());
    node.put("limit", plan.limit().toString());
    node.put("settle", plan.settle().toString());
    ArrayNode keys = node.putArray("keys");
    plan.keys().forEach(key -> keys.add(key.value()));
    ArrayNode drops = node.putArray("drops");
    for (OutcomeName drop : plan.drops()) {
      drops
          .addObject()
          .put("release", drop.release().value())
          .put("attempt", drop.attempt().value());
    }
  }

  @Override
  public PrunePlan read(Fields fields, Instant at) {
    Set<OutcomeName> drops =
        fields.objects("drops").stream().map(PrunePlanCodec::drop).collect(Collectors.toSet());
    return new PrunePlan(
        fields.text("host"),
        fields.parsed("limit", Duration::parse),
        fields.parsed("settle", Duration::parse),
        fields.parsedTexts("keys", AssetKey::of),
        drops);
  }

  private static OutcomeName drop(Fields fields) {
    return new OutcomeName(
        fields.parsed("release", ReleaseName::of), fields.parsed("attempt", AttemptId::new));
  }
}
