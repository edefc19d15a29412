package io.passthrough.core.record;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.AssetKind;
import io.passthrough.api.manifest.CodedForm;
import io.passthrough.api.manifest.ContentCoding;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.api.manifest.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The fields of a manifest.
 *
 * @param expected the release that it must be of
 */
record ManifestCodec(ReleaseName expected) implements RecordCodec<ReleaseManifest> {

  @Override
  public void write(ReleaseManifest manifest, ObjectNode node) {
    node.put("release", manifest.release().value());
    node.put("digest", manifest.digest().hex());
    ArrayNode assets = node.putArray("assets");
    manifest.assets().forEach(asset -> write(asset, assets.addObject()));
  }

  static void write(ManifestAsset asset, ObjectNode node) {
    node.put("key", asset.key().value());
    node.put("kind", asset.kind().word());
    node.put("size", asset.size());
    node.put("sha256", asset.sha256().hex());
    node.put("type", asset.type());
    ArrayNode logical = node.putArray("logical");
    asset.logical().forEach(logical::add);
    node.put("integrity", asset.integrity().orElse(null));
    ArrayNode codings = node.putArray("codings");
    asset.codings().forEach(form -> write(form, codings.addObject()));
  }

  private static void write(CodedForm form, ObjectNode node) {
    node.put("coding", form.coding().token());
    node.put("size", form.size());
    node.put("sha256", form.sha256().hex());
  }

  @Override
  public ReleaseManifest read(Fields fields, Instant at) {
    ReleaseName release = fields.parsed("release", ReleaseName::of);
    if (!release.equals(expected)) {
      throw new CorruptRecordException("it is of release '" + release + "'");
    }
    Sha256 digest = fields.parsed("digest", Sha256::new);
    List<ManifestAsset> assets =
        fields.objects("assets").stream().map(ManifestCodec::asset).toList();
    if (!ReleaseManifest.digestOf(assets).equals(digest)) {
      throw new CorruptRecordException("its digest is not that of its assets");
    }
    try {
      return new ReleaseManifest(release, digest, assets);
    } catch (IllegalArgumentException e) {
      throw new CorruptRecordException(Objects.requireNonNull(e.getMessage()), e);
    }
  }

  static ManifestAsset asset(Fields fields) {
    return new ManifestAsset(
        fields.parsed("key", AssetKey::of),
        fields.parsed("kind", ManifestCodec::kind),
        fields.count("size"),
        fields.parsed("sha256", Sha256::new),
        fields.text("type"),
        fields.texts("logical"),
        fields.optionalText("integrity"),
        fields.objects("codings").stream().map(ManifestCodec::form).toList());
  }

  private static AssetKind kind(String word) {
    return AssetKind.parse(word)
        .orElseThrow(() -> new IllegalArgumentException("no kind has the name '" + word + "'"));
  }

  private static CodedForm form(Fields fields) {
    return new CodedForm(
        fields.parsed("coding", ManifestCodec::coding),
        fields.count("size"),
        fields.parsed("sha256", Sha256::new));
  }

  private static ContentCoding coding(String token) {
    return ContentCoding.ofToken(token)
        .orElseThrow(() -> new IllegalArgumentException("no coding has the name '" + token + "'"));
  }
}
