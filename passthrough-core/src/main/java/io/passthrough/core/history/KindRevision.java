package io.passthrough.core.history;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.AssetKind;
import io.passthrough.api.manifest.ContentCoding;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.fingerprint.Companions;
import io.passthrough.core.fingerprint.DigestForm;
import io.passthrough.core.fingerprint.DigestName;
import io.passthrough.core.fingerprint.Evidence;
import io.passthrough.core.fingerprint.Finding;
import io.passthrough.core.scan.ScannedRelease;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Revises the kinds of a new release by what earlier ones had. A key with the same bytes keeps its
 * kind. A key with other bytes holds no digest of them: it becomes mutable, and with it the names
 * of the same form that no two releases have confirmed, unless a configuration or a manifest
 * vouches for it: then the publish ends with a conflict. It ends as well when most of a confirmed
 * family has other bytes, as then somebody writes into bundles after they were built.
 */
public final class KindRevision {

  private static final Set<Evidence> VOUCHED =
      EnumSet.of(Evidence.CONFIGURED, Evidence.HASHED, Evidence.MANIFEST);
  private static final Set<Evidence> DECIDED =
      EnumSet.of(
          Evidence.CONFIGURED, Evidence.HASHED, Evidence.CONFIGURED_MUTABLE, Evidence.ORIGINAL);

  private final ScannedRelease build;
  private final ReleaseManifest own;
  private final KeyHistory history;
  private final Map<AssetKey, AssetKind> kinds = new HashMap<>();
  private final List<Disproof> disproofs = new ArrayList<>();

  /**
   * Takes what decides.
   *
   * @param build the new release
   * @param own its manifest as its names alone tell it
   * @param history what the records say of its keys
   */
  public KindRevision(ScannedRelease build, ReleaseManifest own, KeyHistory history) {
    this.build = build;
    this.own = own;
    this.history = history;
  }

  /**
   * A manifest with its final kinds.
   *
   * @param manifest the manifest
   * @param warning what a user should know, when names turned out to hold no digest
   */
  public record Revised(ReleaseManifest manifest, Optional<String> warning) {}

  /**
   * Revises the kinds.
   *
   * @param earlier reads the manifests of the other releases, which is seldom needed
   * @return the manifest to publish
   * @throws PassthroughException when most names of a confirmed family have other bytes
   */
  public Revised run(Supplier<List<ReleaseManifest>> earlier) {
    own.assets().forEach(asset -> kinds.put(asset.key(), asset.kind()));
    own.assets().stream()
        .filter(asset -> asset.kind() != AssetKind.COMPANION)
        .forEach(this::keepOrDisprove);
    disproofs.forEach(disproof -> kinds.put(disproof.asset().key(), AssetKind.MUTABLE));
    doubtFamilies(earlier);
    Map<AssetKey, AssetKind> before =
        own.assets().stream().collect(Collectors.toMap(ManifestAsset::key, ManifestAsset::kind));
    own.assets().forEach(asset -> follow(asset, before));
    List<ManifestAsset> assets =
        own.assets().stream().map(asset -> withKind(asset, kind(asset))).toList();
    return new Revised(ReleaseManifest.of(Optional.of(own.release()), assets), warning());
  }

  private AssetKind kind(ManifestAsset asset) {
    return kinds.getOrDefault(asset.key(), asset.kind());
  }

  private void keepOrDisprove(ManifestAsset asset) {
    Finding finding = build.finding(asset.key());
    boolean isDecided = DECIDED.contains(finding.evidence());
    if (finding.isFingerprint() && !VOUCHED.contains(finding.evidence())) {
      history
          .other(asset)
          .ifPresent(other -> disproofs.add(new Disproof(asset, finding.form(), other)));
    }
    if (!isDecided && history.wasMutable(asset.key())) {
      kinds.put(asset.key(), AssetKind.MUTABLE);
    } else if (!isDecided && history.hadSame(asset) && history.other(asset).isEmpty()) {
      kinds.put(asset.key(), AssetKind.FINGERPRINTED);
    }
  }

  private void doubtFamilies(Supplier<List<ReleaseManifest>> earlier) {
    Map<DigestForm, List<Disproof>> doubtful = new HashMap<>();
    for (Disproof disproof : disproofs) {
      disproof
          .doubtful()
          .ifPresent(form -> doubtful.computeIfAbsent(form, it -> new ArrayList<>()).add(disproof));
    }
    if (doubtful.isEmpty()) {
      return;
    }
    List<ReleaseManifest> manifests = earlier.get();
    doubtful.forEach((form, found) -> doubt(form, found, manifests));
  }

  private void doubt(DigestForm form, List<Disproof> found, List<ReleaseManifest> manifests) {
    ConfirmedNames confirmed = new ConfirmedNames(form);
    manifests.forEach(confirmed::add);
    confirmed.add(own);
    List<ManifestAsset> members = own.assets().stream().filter(it -> isMember(it, form)).toList();
    long rewritten = found.stream().filter(it -> isConfirmed(it.asset(), form, confirmed)).count();
    if (rewritten * 2 > members.size()) {
      throw rewritten(form, found, members.size());
    }
    members.stream()
        .filter(member -> !isConfirmed(member, form, confirmed))
        .forEach(member -> kinds.put(member.key(), AssetKind.MUTABLE));
  }

  private boolean isMember(ManifestAsset asset, DigestForm form) {
    Finding finding = build.finding(asset.key());
    return asset.kind() == AssetKind.FINGERPRINTED
        && !VOUCHED.contains(finding.evidence())
        && finding.form().filter(form::equals).isPresent();
  }

  private static boolean isConfirmed(
      ManifestAsset asset, DigestForm form, ConfirmedNames confirmed) {
    return DigestName.of(asset.key().value(), form)
        .filter(name -> confirmed.contains(name.logical()))
        .isPresent();
  }

  private PassthroughException rewritten(DigestForm form, List<Disproof> found, int members) {
    return new PassthroughException(
        Kind.CONFLICT,
        "Cannot publish release '"
            + own.release()
            + "': "
            + found.size()
            + " of "
            + members
            + " files named by "
            + form
            + " have other bytes than "
            + found.get(0).earlier()
            + ", such as '"
            + found.get(0).asset().key()
            + "'",
        "build once and publish that build everywhere, or put settings into a mutable file");
  }

  /** A companion's kind goes with its owner's, where that was revised. */
  private void follow(ManifestAsset asset, Map<AssetKey, AssetKind> before) {
    if (build.finding(asset.key()).evidence() == Evidence.CONFIGURED_MUTABLE) {
      return;
    }
    ownerOf(asset.key())
        .filter(owner -> kinds.get(owner) != before.get(owner))
        .ifPresent(
            owner ->
                kinds.put(
                    asset.key(),
                    kinds.get(owner) == AssetKind.FINGERPRINTED
                        ? AssetKind.COMPANION
                        : AssetKind.MUTABLE));
  }

  private Optional<AssetKey> ownerOf(AssetKey key) {
    String name = key.value();
    return Companions.stem(name)
        .or(
            () ->
                ContentCoding.ofName(name)
                    .map(it -> name.substring(0, name.length() - it.suffix().length())))
        .flatMap(AssetKey::parse)
        .filter(kinds::containsKey);
  }

  private static ManifestAsset withKind(ManifestAsset asset, AssetKind kind) {
    return new ManifestAsset(
        asset.key(),
        kind,
        asset.size(),
        asset.sha256(),
        asset.type(),
        asset.logical(),
        asset.integrity(),
        asset.codings());
  }

  /** One sentence about all names that are mutable from this release on. */
  private Optional<String> warning() {
    List<Disproof> news =
        disproofs.stream().filter(it -> !history.wasMutable(it.asset().key())).toList();
    if (news.isEmpty()) {
      return Optional.empty();
    }
    Set<AssetKey> turned =
        own.assets().stream()
            .filter(asset -> asset.kind() == AssetKind.FINGERPRINTED)
            .map(ManifestAsset::key)
            .filter(key -> kinds.get(key) == AssetKind.MUTABLE && !history.wasMutable(key))
            .collect(Collectors.toSet());
    return Optional.of(sentence(news, turned.size() - news.size()));
  }

  private String sentence(List<Disproof> news, int others) {
    String more = news.size() > 1 ? " and " + (news.size() - 1) + " more have" : " has";
    String likewise = others > 0 ? ", with " + others + " names of the same form" : "";
    return "'"
        + news.get(0).asset().key()
        + "'"
        + more
        + " other bytes in release '"
        + own.release()
        + "' than "
        + news.get(0).earlier()
        + ": no content hash is in the name, so it is mutable from now on"
        + likewise
        + "; a CDN with the store as its origin keeps the first bytes";
  }
}
