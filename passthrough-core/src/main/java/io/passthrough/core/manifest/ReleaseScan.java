package io.passthrough.core.manifest;

import io.passthrough.api.AssetKey;
import io.passthrough.api.Content;
import io.passthrough.api.MediaTypes;
import io.passthrough.api.manifest.CodedForm;
import io.passthrough.api.manifest.ContentCoding;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.core.frontend.CodedFile;
import io.passthrough.core.frontend.HashedFile;
import io.passthrough.core.frontend.Inventory;
import io.passthrough.core.manifest.bundler.BundlerManifests;
import io.passthrough.core.manifest.bundler.Outputs;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One scan of one build. */
final class ReleaseScan {

  private static final String UNKNOWN_TYPE = "application/octet-stream";

  private final Inventory inventory;
  private final ScanRules rules;
  private final KeyMapping mapping;
  private final List<Glob> exclude;
  private final Outputs outputs;
  private final Kinds kinds;
  private final List<ManifestAsset> assets = new ArrayList<>();
  private final Map<AssetKey, Content> contents = new LinkedHashMap<>();
  private final Map<AssetKey, Map<ContentCoding, Content>> codings = new LinkedHashMap<>();

  ReleaseScan(Inventory inventory, ScanRules rules) {
    this.inventory = inventory;
    this.rules = rules;
    this.mapping = new KeyMapping(rules.mount(), rules.base());
    this.exclude = Glob.all(rules.exclude());
    List<String> paths = paths(inventory);
    Fingerprints names = new Fingerprints(paths);
    this.outputs = BundlerManifests.read(inventory, mapping.assetFolder(), rules.manifest());
    this.kinds =
        new Kinds(
            rules,
            Set.copyOf(paths),
            path -> outputs.isFingerprinted(path) || names.isFingerprinted(path));
  }

  ScannedRelease run() {
    for (HashedFile file : inventory.files()) {
      mapping
          .key(file.file().path())
          .filter(key -> !Glob.anyMatch(exclude, key))
          .filter(key -> outputs.isPublic(file.file().path()))
          .ifPresent(key -> add(key, file));
    }
    List<String> warnings = new ArrayList<>(inventory.warnings());
    warnings.addAll(outputs.warnings());
    if (assets.isEmpty()) {
      warnings.add(
          "No file lies under base '"
              + rules.base()
              + "'; with gateway.assets.base '"
              + workingBase(inventory, rules)
              + "' some would");
    }
    return new ScannedRelease(assets, contents, codings, warnings);
  }

  private void add(AssetKey key, HashedFile file) {
    String path = file.file().path();
    assets.add(
        new ManifestAsset(
            key,
            kinds.of(path, key),
            file.file().size(),
            file.sha256(),
            MediaTypes.ofName(key.value()).orElse(UNKNOWN_TYPE),
            outputs.logical(path),
            outputs.integrity(path),
            forms(file)));
    contents.put(key, file.content());
    if (!file.codings().isEmpty()) {
      Map<ContentCoding, Content> coded = new EnumMap<>(ContentCoding.class);
      file.codings().forEach(it -> coded.put(it.form().coding(), it.content()));
      codings.put(key, coded);
    }
  }

  private static List<CodedForm> forms(HashedFile file) {
    return file.codings().stream().map(CodedFile::form).toList();
  }

  /** The deepest folder that holds every fingerprinted name, or else the mount. */
  static String workingBase(Inventory inventory, ScanRules rules) {
    Fingerprints names = new Fingerprints(paths(inventory));
    List<String> fingerprinted = paths(inventory).stream().filter(names::isFingerprinted).toList();
    return new KeyMapping(rules.mount(), rules.base()).commonBase(fingerprinted);
  }

  private static List<String> paths(Inventory inventory) {
    return inventory.files().stream().map(file -> file.file().path()).toList();
  }
}
