package io.passthrough.core.publish;

import io.passthrough.api.AssetKey;
import io.passthrough.api.Content;
import io.passthrough.api.MediaTypes;
import io.passthrough.api.manifest.AssetKind;
import io.passthrough.api.manifest.CodedForm;
import io.passthrough.api.manifest.ContentCoding;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.scan.ScannedRelease;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds made by hand, file by file. */
public final class Builds {

  private final List<ManifestAsset> assets = new ArrayList<>();
  private final Map<AssetKey, Content> contents = new HashMap<>();
  private final Map<AssetKey, Map<ContentCoding, Content>> codings = new HashMap<>();

  private Builds() {}

  public static Builds build() {
    return new Builds();
  }

  public Builds fingerprinted(String key, String text) {
    return add(key, AssetKind.FINGERPRINTED, text, List.of());
  }

  /** Adds a file that a bundler's manifest gives a name. */
  public Builds named(String logical, String key, String text) {
    fingerprinted(key, text);
    ManifestAsset last = assets.remove(assets.size() - 1);
    assets.add(
        new ManifestAsset(
            last.key(),
            last.kind(),
            last.size(),
            last.sha256(),
            last.type(),
            List.of(logical),
            last.integrity(),
            last.codings()));
    return this;
  }

  public Builds companion(String key, String text) {
    return add(key, AssetKind.COMPANION, text, List.of());
  }

  public Builds mutable(String key, String text) {
    return add(key, AssetKind.MUTABLE, text, List.of());
  }

  public Builds coded(String key, String text, String brotli) {
    byte[] coded = bytes(brotli);
    codings.put(AssetKey.of(key), Map.of(ContentCoding.BR, Content.of(coded)));
    return add(
        key,
        AssetKind.FINGERPRINTED,
        text,
        List.of(new CodedForm(ContentCoding.BR, coded.length, Sha256.of(coded))));
  }

  /** Adds a file whose bytes are no longer those that were hashed. */
  public Builds changed(String key, String hashed, String now) {
    add(key, AssetKind.FINGERPRINTED, hashed, List.of());
    contents.put(AssetKey.of(key), Content.of(bytes(now)));
    return this;
  }

  private Builds add(String key, AssetKind kind, String text, List<CodedForm> forms) {
    byte[] bytes = bytes(text);
    AssetKey name = AssetKey.of(key);
    String type = MediaTypes.ofName(key).orElse("application/octet-stream");
    assets.add(
        new ManifestAsset(
            name, kind, bytes.length, Sha256.of(bytes), type, List.of(), Optional.empty(), forms));
    contents.put(name, Content.of(bytes));
    return this;
  }

  public ScannedRelease scanned() {
    return new ScannedRelease(assets, Map.of(), contents, codings, List.of());
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
