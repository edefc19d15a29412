package io.passthrough.core.scan;

import io.passthrough.api.AssetKey;
import io.passthrough.api.Content;
import io.passthrough.api.MediaTypes;
import io.passthrough.api.manifest.AssetKind;
import io.passthrough.api.manifest.CodedForm;
import io.passthrough.api.manifest.ContentCoding;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.build.CodedFile;
import io.passthrough.core.build.CodedName;
import io.passthrough.core.build.HashedFile;
import io.passthrough.core.build.Inventory;
import io.passthrough.core.fingerprint.Evidence;
import io.passthrough.core.fingerprint.Finding;
import io.passthrough.core.fingerprint.Fingerprints;
import io.passthrough.core.rewrite.HashedName;
import io.passthrough.core.scan.bundler.BundlerManifests;
import io.passthrough.core.scan.bundler.Outputs;
import io.passthrough.core.url.AssetUrls;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One scan of one build. */
final class ReleaseScan {

  private static final String UNKNOWN_TYPE = "application/octet-stream";

  private static final Set<Evidence> NAMED_ON_PURPOSE =
      EnumSet.of(Evidence.CONFIGURED_MUTABLE, Evidence.ORIGINAL);

  private final Inventory inventory;
  private final ScanRules rules;
  private final Set<String> originals;
  private final Outputs outputs;
  private final Fingerprints names;
  private final Kinds kinds;
  private final List<ManifestAsset> assets = new ArrayList<>();
  private final Map<AssetKey, Finding> findings = new LinkedHashMap<>();
  private final Map<AssetKey, Content> contents = new LinkedHashMap<>();
  private final Map<AssetKey, Map<ContentCoding, Content>> codings = new LinkedHashMap<>();

  ReleaseScan(Inventory inventory, ScanRules rules) {
    this.inventory = inventory;
    this.rules = rules;
    this.originals = Set.copyOf(inventory.originals().values());
    List<String> paths = paths(inventory);
    this.outputs = BundlerManifests.read(inventory, rules.urls().assetFolder(), rules.manifest());
    String mount = rules.urls().mount().substring(1);
    this.names =
        new Fingerprints(paths.stream().map(path -> mount + path).toList(), outputs.names(mount));
    this.kinds =
        new Kinds(
            rules, Set.copyOf(paths), inventory.originals(), path -> names.find(mount + path));
  }

  /** Returns whether a file is one that no bundler has named, and that is to get a hash. */
  boolean isPlain(HashedFile file) {
    String path = file.file().path();
    return !isPage(path)
        && CodedName.of(path).isEmpty()
        && outputs.isPublic(path)
        && key(file, rules).filter(key -> isPlain(path, key)).isPresent();
  }

  private boolean isPlain(String path, AssetKey key) {
    Kinds.Decision decision = kinds.of(path, key);
    return Glob.anyMatch(rules.fingerprint(), key)
        && !Glob.anyMatch(rules.exclude(), key)
        && AssetKey.parse(HashedName.longest(key.value())).isPresent()
        && decision.kind() == AssetKind.MUTABLE
        && !NAMED_ON_PURPOSE.contains(decision.finding().evidence());
  }

  /** A page is asked for by the name that people know. */
  private static boolean isPage(String path) {
    return MediaTypes.ofName(path).filter(type -> type.startsWith("text/html")).isPresent();
  }

  ScannedRelease run() {
    for (HashedFile file : inventory.files()) {
      key(file, rules)
          .filter(key -> !Glob.anyMatch(rules.exclude(), key))
          .filter(key -> outputs.isPublic(file.file().path()))
          .ifPresent(key -> add(key, file));
    }
    List<String> warnings = new ArrayList<>(inventory.warnings());
    warnings.addAll(outputs.warnings());
    if (assets.isEmpty()) {
      warnings.add(
          "No file lies under base '"
              + rules.urls().base()
              + "'; with gateway.assets.base '"
              + workingBase(inventory, rules)
              + "' some would");
    }
    return new ScannedRelease(assets, findings, contents, codings, warnings, names.byNamesAlone());
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
            logical(path),
            integrity(path),
            forms(file)));
    contents.put(key, file.file().content());
    if (!file.codings().isEmpty()) {
      Map<ContentCoding, Content> coded = new EnumMap<>(ContentCoding.class);
      file.codings().forEach(it -> coded.put(it.form().coding(), it.file().content()));
      codings.put(key, coded);
    }
  }

  /** A file that was named by its bytes takes over the names of its original. */
  private List<String> logical(String path) {
    @Nullable String original = inventory.originals().get(path);
    if (original == null) {
      return outputs.logical(path);
    }
    AssetUrls urls = rules.urls();
    return Stream.concat(
            urls.underBase(urls.urlPath(original)).stream(), outputs.logical(original).stream())
        .distinct()
        .toList();
  }

  /** What a manifest tells is about bytes in which no reference was rewritten. */
  private Optional<String> integrity(String path) {
    return originals.contains(path) ? Optional.empty() : outputs.integrity(path);
  }

  private static List<CodedForm> forms(HashedFile file) {
    return file.codings().stream().map(CodedFile::form).toList();
  }

  /** The deepest folder that holds every name which looks fingerprinted, or else the mount. */
  static String workingBase(Inventory inventory, ScanRules rules) {
    List<String> fingerprinted =
        paths(inventory).stream().filter(Fingerprints::mayHoldDigest).toList();
    return rules.urls().mount() + commonFolder(fingerprinted);
  }

  private static String commonFolder(List<String> paths) {
    if (paths.isEmpty()) {
      return "";
    }
    String common = folder(paths.get(0));
    for (String path : paths) {
      while (!path.startsWith(common)) {
        common = folder(common.substring(0, common.length() - 1));
      }
    }
    return common;
  }

  private static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  /** The key of a file, or empty when it does not lie under the base. */
  static Optional<AssetKey> key(HashedFile file, ScanRules rules) {
    AssetUrls urls = rules.urls();
    return urls.underBase(urls.urlPath(file.file().path())).map(ReleaseScan::legal);
  }

  /** A path is legal as a key, but with the mount before it it may be too long. */
  private static AssetKey legal(String key) {
    return AssetKey.parse(key)
        .orElseThrow(
            () ->
                new PassthroughException(
                    Kind.INPUT,
                    "Illegal key: " + AssetKey.fault(key).orElse("") + ", '" + key + "'",
                    "give the file a shorter path, or move it out of gateway.assets.base"));
  }

  private static List<String> paths(Inventory inventory) {
    return inventory.files().stream().map(file -> file.file().path()).toList();
  }
}
