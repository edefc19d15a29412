package io.passthrough.core.record;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.api.manifest.ReleaseName;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a release is.
 *
 * @param release the release
 */
public record ManifestName(ReleaseName release) implements RecordName<ReleaseManifest> {

  private static final Pattern KEY =
      Pattern.compile("\\.passthrough/releases/([^/]+)/manifest\\.json");

  static Optional<ManifestName> parse(String key) {
    Matcher matcher = KEY.matcher(key);
    return matcher.matches() && ReleaseName.isLegal(matcher.group(1))
        ? Optional.of(new ManifestName(ReleaseName.of(matcher.group(1))))
        : Optional.empty();
  }

  @Override
  public Optional<ReleaseName> ofRelease() {
    return Optional.of(release);
  }

  @Override
  public AssetKey key() {
    return AssetKey.of(StoreLayout.RELEASES + release + "/manifest.json");
  }

  @Override
  public RecordCodec<ReleaseManifest> codec() {
    return new ManifestCodec(release);
  }
}
