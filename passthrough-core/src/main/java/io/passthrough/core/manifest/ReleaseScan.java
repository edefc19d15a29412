package io.passthrough.core.manifest;

import io.passthrough.api.AssetKey;
import io.passthrough.api.Content;
import io.passthrough.api.MediaTypes;
import io.passthrough.api.manifest.CodedForm;
import io.passthrough.api.manifest.ContentCoding;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.core.fingerprint.Finding;
import io.passthrough.core.fingerprint.Fingerprints;
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
  private final Map<AssetKey, Finding> findings = new LinkedHashMap<>();
  private final Map<AssetKey, Content> contents = new LinkedHashMap<>();
  private final Map<AssetKey, Map<ContentCoding, Content>> codings = new LinkedHashMap<>();

  ReleaseScan(Inventory inventory, ScanRules rules) {
    this.inventory = inventory;
    this.rules = rules;
    this.mapping = new KeyMapping(rules.mount(), rules.base());
    this.exclude = Glob.all(rules.exclude());
    List<String> paths = paths(inventory);
    this.outputs = BundlerManifests.read(inventory, mapping.assetFolder(), rules.manifest());
    String mount = rules.mount().substring(1);
    Fingerprints names =
        new Fingerprints(paths.stream().map(path -> mount + path).toList(), outputs.names(mount));
    this.kinds = new Kinds(rules, Set.copyOf(paths), path -> names.find(mount + path));
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
    return new ScannedRelease(assets, findings, contents, codings, warnings);
  }

  private void add(AssetKey key, HashedFile file) {
    String path = file.file().path();
    Kinds.Decision decision = kinds.of(path, key);
    findings.put(key, decision.finding());
    assets.add(
        new ManifestAsset(
            key,
            decision.kind(),
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

  /** The deepest folder that holds every name which looks fingerprinted, or else the mount. */
  static String workingBase(Inventory inventory, ScanRules rules) {
    List<String> fingerprinted =
        paths(inventory).stream().filter(Fingerprints::mayHoldDigest).toList();
    return new KeyMapping(rules.mount(), rules.base()).commonBase(fingerprinted);
  }

  private static List<String> paths(Inventory inventory) {
    return inventory.files().stream().map(file -> file.file().path()).toList();
  }
}
