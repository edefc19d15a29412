package io.passthrough.core.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.api.manifest.AssetKind;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.build.Build;
import io.passthrough.core.record.ManifestName;
import io.passthrough.core.record.RecordStore;
import io.passthrough.core.scan.NamesCorpus;
import io.passthrough.core.scan.NamesCorpus.Release;
import io.passthrough.core.scan.NamesCorpus.Row;
import io.passthrough.core.scan.NamesCorpus.Truth;
import io.passthrough.core.scan.ReleaseScanner;
import io.passthrough.core.scan.ScanRules;
import io.passthrough.core.url.AssetUrls;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The releases of real builds, published one after the other. */
class NameHistoryCorpusTest {

  @TempDir Path folder;

  private final Shop shop = Shop.open();

  private PublishResult publish(Release release) {
    Path root = folder.resolve(release.name());
    release.write(root);
    try (Build build = Build.open(root)) {
      return shop.pipeline.publish(
          ReleaseScanner.scan(build, ScanRules.of(AssetUrls.ROOT)),
          Optional.of(ReleaseName.of(release.name())));
    }
  }

  private Map<String, AssetKind> kinds(Release release) {
    return new RecordStore(shop.store)
        .read(new ManifestName(ReleaseName.of(release.name()))).assets().stream()
            .collect(Collectors.toMap(asset -> asset.key().value(), ManifestAsset::kind));
  }

  private static List<Release> releases(String build) {
    return NamesCorpus.releases().stream()
        .filter(release -> release.build().equals(build))
        .toList();
  }

  private List<String> called(Release release, Truth truth, AssetKind kind) {
    Map<String, AssetKind> kinds = kinds(release);
    return release.rows().stream()
        .filter(row -> row.truth() == truth && kinds.get(row.path()) == kind)
        .map(Row::path)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"parcelnh", "webpackmax"})
  void publish_secondReleaseOfNamesMadeOfPaths_callsNoneImmutable(String build) {
    List<Release> releases = releases(build);
    releases.subList(0, releases.size() - 1).forEach(this::publish);
    Release last = releases.get(releases.size() - 1);

    PublishResult result = publish(last);

    assertThat(called(last, Truth.PATHS, AssetKind.FINGERPRINTED)).isEmpty();
    assertThat(result.warnings()).hasSizeLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"vite", "webpack", "esbuild", "parcel", "next", "nextwp", "signalk", "django"})
  void publish_releasesOfHashedNames_doubtsNone(String build) {
    for (Release release : releases(build)) {
      PublishResult result = publish(release);

      assertThat(result.warnings()).isEmpty();
      assertThat(called(release, Truth.PLAIN, AssetKind.FINGERPRINTED)).isEmpty();
    }
  }
}
