package io.passthrough.core.serving;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.MediaTypes;
import io.passthrough.api.manifest.AssetKind;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.build.Build;
import io.passthrough.core.build.BuildFile;
import io.passthrough.core.build.CodedFile;
import io.passthrough.core.build.HashedFile;
import io.passthrough.core.build.Inventory;
import io.passthrough.core.fingerprint.Fingerprints;
import io.passthrough.core.fingerprint.ManifestNames;
import io.passthrough.core.fingerprint.NamePlace;
import io.passthrough.core.page.PageIndex;
import io.passthrough.core.scan.ReleaseScanner;
import io.passthrough.core.scan.ScanRules;
import io.passthrough.core.scan.ScannedRelease;
import io.passthrough.core.url.ReleaseUrls;
import io.passthrough.core.url.UrlPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Indexes a root: reads every file once, and keeps the small ones in memory. */
final class RootIndexer {

  private final ScanRules rules;
  private final RootRules pageRules;
  private final OpenRoot root;
  private final Payloads payloads;
  private final Map<AssetKey, ManifestAsset> assets = new LinkedHashMap<>();
  private final List<String> notices = new ArrayList<>();
  private final Map<String, LocalFile> files = new HashMap<>();
  private final Map<String, LocalFile> plain = new HashMap<>();
  private final Set<String> codings = new HashSet<>();
  private final List<FixedFile> fixed = new ArrayList<>();
  private Fingerprints names = Fingerprints.NONE;

  private RootIndexer(OpenRoot root, RootRules rules, long memory) {
    this.rules = rules.scan();
    this.pageRules = rules;
    this.root = root;
    this.payloads = new Payloads(root, memory);
  }

  /**
   * Indexes an opened root.
   *
   * @param build the root, which is closed with the index
   * @param rules how files become assets and pages
   * @param memory how many bytes of bodies may be kept in memory
   * @throws PassthroughException when a file cannot be read or changes meanwhile
   */
  static RootIndex index(Build build, RootRules rules, long memory) {
    OpenRoot root = new OpenRoot(build);
    RootIndexer indexer = new RootIndexer(root, rules, memory);
    try {
      return indexer.run();
    } catch (RuntimeException e) {
      indexer.close();
      throw e;
    }
  }

  private void close() {
    payloads.close();
    root.close();
  }

  private RootIndex run() {
    Inventory inventory = scan(Inventory.of(root.build(), rules.concurrency(), payloads));
    payloads.load(inventory);
    inventory.files().forEach(this::add);
    PageIndex pages = pages(inventory);
    pages.aliases().forEach((path, file) -> name(path, Objects.requireNonNull(files.get(file))));
    return new RootIndex(
        Collections.unmodifiableMap(files),
        Collections.unmodifiableMap(plain),
        Collections.unmodifiableSet(codings),
        pages,
        List.copyOf(fixed),
        fixed.stream().map(file -> NamePlace.of(file.key())).collect(Collectors.toSet()),
        names,
        ReleaseUrls.of(assets.values(), rules.urls()),
        digest(),
        List.copyOf(notices),
        root.build().state(),
        payloads.memory(),
        List.of(payloads, root));
  }

  /** What publish would refuse is served all the same: by its name, and never as immutable. */
  private Inventory scan(Inventory found) {
    try {
      Inventory inventory = ReleaseScanner.fingerprint(found, rules);
      ScannedRelease release = ReleaseScanner.scan(inventory, rules);
      release.assets().forEach(asset -> assets.put(asset.key(), asset));
      notices.addAll(release.warnings());
      names = release.names();
      return inventory;
    } catch (PassthroughException e) {
      if (e.kind() != Kind.INPUT) {
        throw e;
      }
      notices.add(e.getMessage() + ": " + e.next());
      names = names(found);
      return found;
    }
  }

  private PageIndex pages(Inventory inventory) {
    Map<String, Sha256> hashes = new HashMap<>();
    inventory
        .files()
        .forEach(file -> hashes.put(rules.urls().urlPath(file.file().path()), file.sha256()));
    return PageIndex.of(pageRules.space(), pageRules.spa(), hashes);
  }

  private Fingerprints names(Inventory inventory) {
    List<String> paths =
        inventory.files().stream()
            .map(file -> rules.urls().urlPath(file.file().path()).substring(1))
            .toList();
    return new Fingerprints(paths, ManifestNames.NONE);
  }

  private Optional<Sha256> digest() {
    return assets.isEmpty()
        ? Optional.empty()
        : Optional.of(ReleaseManifest.digestOf(List.copyOf(assets.values())));
  }

  private void add(HashedFile file) {
    String path = rules.urls().urlPath(file.file().path());
    LocalFile local = local(path, file);
    name(path, local);
    for (CodedFile coded : file.codings()) {
      String codedPath = rules.urls().urlPath(coded.file().path());
      if (file.file().isDecoded()) {
        name(codedPath, byItsOwnName(path, coded, local));
      } else {
        codings.add(codedPath);
      }
    }
  }

  private void name(String path, LocalFile local) {
    files.put(path, local);
    if (UrlPath.isPlain(path)) {
      plain.put(path, local);
    }
  }

  private LocalFile local(String path, HashedFile file) {
    List<Representation> representations = new ArrayList<>();
    List<Payload> bodies = new ArrayList<>();
    long size = file.file().size();
    representations.add(representation(Representation.IDENTITY, size, file.sha256()));
    bodies.add(payloads.of(file));
    for (CodedFile coded : file.codings()) {
      if (coded.form().size() < size || file.file().isDecoded()) {
        representations.add(representation(coded));
        bodies.add(payloads.of(coded));
      }
    }
    Optional<ManifestAsset> asset = asset(path);
    LocalFile local = new LocalFile(resource(path, asset, file.file(), representations), bodies);
    asset
        .filter(RootIndexer::isImmutable)
        .ifPresent(it -> fixed.add(new FixedFile(it.key(), it.size(), it.sha256(), local)));
    return local;
  }

  /** A file of which only a coding is there may be asked for by the coding's name, and is in it. */
  private LocalFile byItsOwnName(String path, CodedFile coded, LocalFile plain) {
    return new LocalFile(
        resource(path, asset(path), coded.file(), List.of(representation(coded))),
        List.of(payloads.of(coded)),
        plain);
  }

  private static Resource resource(
      String path,
      Optional<ManifestAsset> asset,
      BuildFile file,
      List<Representation> representations) {
    String type =
        asset
            .map(ManifestAsset::type)
            .or(() -> MediaTypes.ofName(path))
            .orElse(AssetHeaders.OCTET_STREAM);
    boolean immutable = asset.filter(RootIndexer::isImmutable).isPresent();
    return Resource.of(type, immutable, Optional.of(file.lastModified()), representations);
  }

  private static boolean isImmutable(ManifestAsset asset) {
    return asset.kind() == AssetKind.FINGERPRINTED;
  }

  private static Representation representation(CodedFile coded) {
    return representation(
        coded.form().coding().token(), coded.form().size(), coded.form().sha256());
  }

  private static Representation representation(String coding, long size, Sha256 sha256) {
    String etag = Representation.etag(sha256);
    return new Representation(coding, size, Optional.of(etag));
  }

  private Optional<ManifestAsset> asset(String path) {
    return rules.urls().key(path).map(assets::get);
  }
}
