package io.passthrough.core.record;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.ReleaseName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * That a prune deletes no more.
 *
 * @param plan the name of the plan's folder
 */
public record DoneName(String plan) implements RecordName<Done> {

  private static final Pattern KEY = Pattern.compile("\\.passthrough/plans/([^/]+)/done\\.json");

  static Optional<DoneName> parse(String key) {
    Matcher matcher = KEY.matcher(key);
    return matcher.matches() ? Optional.of(new DoneName(matcher.group(1))) : Optional.empty();
  }

  @Override
  public AssetKey key() {
    return AssetKey.of(StoreLayout.PLANS + plan + "/done.json");
  }

  @Override
  public RecordCodec<Done> codec() {
    return new Codec();
  }

  private record Codec() implements RecordCodec<Done> {

    @Override
    public void write(Done value, ObjectNode node) {
      node.put("state", value.state().word()).put("host", value.host());
      ArrayNode thinned = node.putArray("thinned");
      value.thinned().forEach(release -> thinned.add(release.value()));
      value
          .backlog()
          .ifPresent(
              backlog ->
                  node.putObject("backlog")
                      .put("reason", backlog.reason())
                      .put("releases", backlog.releases())
                      .put("bytes", backlog.bytes()));
    }

    @Override
    public Done read(Fields fields, Instant at) {
      List<ReleaseName> thinned = fields.parsedTexts("thinned", ReleaseName::of);
      return new Done(
          fields.parsed("state", Done.State::parse),
          fields.text("host"),
          thinned,
          fields.object("backlog").map(Codec::backlog));
    }

    private static Backlog backlog(Fields fields) {
      return new Backlog(
          fields.text("reason"), fields.smallCount("releases"), fields.count("bytes"));
    }
  }
}
