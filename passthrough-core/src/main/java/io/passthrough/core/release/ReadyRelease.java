package io.passthrough.core.release;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.AssetKind;
import io.passthrough.api.manifest.CodedForm;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.record.ContentId;
import io.passthrough.core.record.OutcomeName;
import io.passthrough.core.record.StoreLayout;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A release that is whole, as its newest READY attempt found it.
 *
 * @param digest its digest
 * @param since when it was first READY
 * @param basis the outcome of that attempt
 * @param view the hash of what that outcome tells beyond the manifest
 * @param assets its assets; instances that other releases share may name one of those
 */
record ReadyRelease(
    Sha256 digest, Instant since, OutcomeName basis, Sha256 view, List<KnownAsset> assets) {

  ReleaseName name() {
    return basis.release();
  }

  static ReadyRelease of(
      ReleaseManifest manifest,
      ReadyAttempts standing,
      ObjectOverrides store,
      Map<AssetKey, KnownAsset> shared) {
    List<KnownAsset> assets =
        manifest.assets().stream()
            .map(asset -> known(asset, manifest.release(), store))
            .map(asset -> share(asset, shared))
            .toList();
    return new ReadyRelease(
        manifest.digest(), standing.since(), standing.newest(), store.digest(), assets);
  }

  private static KnownAsset share(KnownAsset asset, Map<AssetKey, KnownAsset> shared) {
    KnownAsset before = shared.get(asset.key());
    if (before != null && before.in(asset.release()).equals(asset)) {
      return before;
    }
    shared.put(asset.key(), asset);
    return asset;
  }

  private static KnownAsset known(ManifestAsset asset, ReleaseName release, ObjectOverrides store) {
    ContentId manifest = new ContentId(asset.sha256(), asset.size());
    ContentId actual =
        asset.kind() == AssetKind.COMPANION
            ? store.other().getOrDefault(asset.key(), manifest)
            : manifest;
    List<CodedForm> codings =
        actual.equals(manifest)
            ? asset.codings().stream()
                .flatMap(form -> coded(asset.sha256(), form, store).stream())
                .toList()
            : List.of();
    return new KnownAsset(
        asset.key(),
        asset.kind(),
        actual.size(),
        actual.sha256(),
        asset.type().intern(),
        codings,
        release,
        false);
  }

  private static Optional<CodedForm> coded(Sha256 sha256, CodedForm form, ObjectOverrides store) {
    AssetKey location = StoreLayout.encoded(sha256, form.coding());
    if (!store.encoded().contains(location)) {
      return Optional.empty();
    }
    ContentId other = store.other().get(location);
    return Optional.of(
        other == null ? form : new CodedForm(form.coding(), other.size(), other.sha256()));
  }

  boolean isSameAs(@Nullable ReadyRelease other) {
    return other != null
        && basis.equals(other.basis)
        && since.equals(other.since)
        && view.equals(other.view)
        && digest.equals(other.digest);
  }

  /** Returns the same release after an attempt that found nothing new. */
  ReadyRelease with(ReadyAttempts standing) {
    return new ReadyRelease(digest, standing.since(), standing.newest(), view, assets);
  }
}
