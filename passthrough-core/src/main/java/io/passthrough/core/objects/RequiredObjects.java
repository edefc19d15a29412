package io.passthrough.core.objects;

import io.passthrough.api.AssetKey;
import io.passthrough.api.Content;
import io.passthrough.api.manifest.AssetKind;
import io.passthrough.api.manifest.CodedForm;
import io.passthrough.api.manifest.ContentCoding;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.core.objects.RequiredObject.Role;
import io.passthrough.core.objects.RequiredObject.Upload;
import io.passthrough.core.record.ContentId;
import io.passthrough.core.record.StoreLayout;
import io.passthrough.core.scan.ScannedRelease;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the objects that a release needs in the store: each once, in the order of the assets. */
public final class RequiredObjects {

  private final Map<AssetKey, Draft> drafts = new LinkedHashMap<>();
  private final Map<AssetKey, Content> contents;
  private final Map<AssetKey, Map<ContentCoding, Upload>> codings;

  private static final class Draft {
    private final Role role;
    private final List<ManifestAsset> assets = new ArrayList<>();
    private final Set<ContentId> claims = new LinkedHashSet<>();
    private Optional<Upload> source = Optional.empty();

    Draft(Role role) {
      this.role = role;
    }
  }

  private RequiredObjects(
      Map<AssetKey, Content> contents, Map<AssetKey, Map<ContentCoding, Upload>> codings) {
    this.contents = contents;
    this.codings = codings;
  }

  /** Returns the objects of a release whose bytes are not at hand. */
  public static List<RequiredObject> of(ReleaseManifest manifest) {
    return new RequiredObjects(Map.of(), Map.of()).from(manifest);
  }

  /** Returns the objects of a release with the bytes of a build. */
  public static List<RequiredObject> of(ReleaseManifest manifest, ScannedRelease build) {
    return new RequiredObjects(build.contents(), codings(build)).from(manifest);
  }

  private static Map<AssetKey, Map<ContentCoding, Upload>> codings(ScannedRelease build) {
    Map<AssetKey, Map<ContentCoding, Upload>> codings = new HashMap<>();
    for (ManifestAsset asset : build.assets()) {
      Map<ContentCoding, Content> contents = build.codings().getOrDefault(asset.key(), Map.of());
      for (CodedForm form : asset.codings()) {
        Optional.ofNullable(contents.get(form.coding()))
            .ifPresent(
                content ->
                    codings
                        .computeIfAbsent(asset.key(), key -> new HashMap<>())
                        .put(form.coding(), new Upload(content, id(form))));
      }
    }
    return codings;
  }

  private List<RequiredObject> from(ReleaseManifest manifest) {
    manifest.assets().forEach(this::add);
    List<RequiredObject> objects = new ArrayList<>();
    drafts.forEach(
        (key, draft) ->
            objects.add(
                new RequiredObject(key, draft.role, draft.assets, draft.claims, draft.source)));
    return objects;
  }

  private void add(ManifestAsset asset) {
    ContentId id = new ContentId(asset.sha256(), asset.size());
    AssetKey key = StoreLayout.location(asset.kind(), asset.key(), asset.sha256());
    Role role = asset.kind() == AssetKind.COMPANION ? Role.COMPANION : Role.FIXED;
    Optional<Content> content = Optional.ofNullable(contents.get(asset.key()));
    add(key, role, asset, id, content.map(bytes -> new Upload(bytes, id)));
    for (CodedForm form : asset.codings()) {
      Optional<Upload> source =
          Optional.ofNullable(codings.getOrDefault(asset.key(), Map.of()).get(form.coding()));
      AssetKey coded = StoreLayout.encoded(asset.sha256(), form.coding());
      add(coded, Role.CODING, asset, id(form), source);
    }
  }

  private void add(
      AssetKey key, Role role, ManifestAsset asset, ContentId claim, Optional<Upload> source) {
    Draft draft = drafts.computeIfAbsent(key, absent -> new Draft(role));
    draft.assets.add(asset);
    draft.claims.add(claim);
    draft.source = draft.source.or(() -> source);
  }

  private static ContentId id(CodedForm form) {
    return new ContentId(form.sha256(), form.size());
  }

  /** Returns the prefixes whose lists hold every target, as few and as long as may be. */
  static Set<String> prefixes(Collection<RequiredObject> objects) {
    Set<String> prefixes = new LinkedHashSet<>();
    Optional<String> own = Optional.empty();
    for (RequiredObject object : objects) {
      String key = object.key().value();
      if (key.startsWith(StoreLayout.ROOT)) {
        prefixes.add(key.substring(0, key.lastIndexOf('/') + 1));
      } else {
        own = Optional.of(own.map(folder -> common(folder, key)).orElseGet(() -> folder(key)));
      }
    }
    if (own.filter(String::isEmpty).isPresent()) {
      return Set.of("");
    }
    own.ifPresent(prefixes::add);
    return prefixes;
  }

  private static String folder(String key) {
    return key.substring(0, key.lastIndexOf('/') + 1);
  }

  private static String common(String folder, String key) {
    String common = folder;
    while (!key.startsWith(common)) {
      common = folder(common.substring(0, common.length() - 1));
    }
    return common;
  }
}
