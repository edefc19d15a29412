package io.passthrough.cli;

import io.passthrough.api.manifest.AssetKind;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.fingerprint.Finding;
import io.passthrough.core.release.Explanation;
import io.passthrough.core.release.KnownAsset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a gateway takes a file from, and which releases have it. */
record ExplainDocument(
    String key,
    String url,
    @Nullable String kind,
    @Nullable String evidence,
    @Nullable String sha256,
    @Nullable Long size,
    String source,
    List<String> releases)
    implements Document {

  /**
   * A file of the root.
   *
   * @param asset what it is
   * @param finding why it has its kind
   */
  record Local(ManifestAsset asset, Finding finding) {}

  static ExplainDocument of(String url, Optional<Local> here, Explanation stored) {
    Optional<KnownAsset> asset = stored.asset();
    Optional<ManifestAsset> local = here.map(Local::asset);
    return new ExplainDocument(
        stored.key().value(),
        url,
        local
            .map(ManifestAsset::kind)
            .or(() -> asset.map(KnownAsset::kind))
            .map(AssetKind::word)
            .orElse(null),
        here.map(Local::finding)
            .or(() -> asset.map(it -> stored.finding()))
            .map(Finding::description)
            .orElse(null),
        local
            .map(ManifestAsset::sha256)
            .or(() -> asset.map(KnownAsset::sha256))
            .map(Sha256::hex)
            .orElse(null),
        local.map(ManifestAsset::size).or(() -> asset.map(KnownAsset::size)).orElse(null),
        local.isPresent() ? "local" : asset.isPresent() ? "store" : "absent",
        stored.releases().stream().map(ReleaseName::value).toList());
  }

  @Override
  public String text() {
    Table table = new Table().row("key", key).row("url", url).row("source", meaning());
    if (kind != null && sha256 != null && size != null) {
      table
          .row("kind", evidence == null ? kind : kind + ": " + evidence)
          .row("size", Sizes.bytes(size))
          .row("sha256", sha256);
    }
    return table
        .row("releases", releases.isEmpty() ? "none" : String.join(", ", releases))
        .toString();
  }

  private String meaning() {
    return switch (source) {
      case "local" -> "local: the root of this configuration has it";
      case "store" -> "store: the root does not have it, the store does";
      default -> "absent: a gateway answers 404";
    };
  }
}
