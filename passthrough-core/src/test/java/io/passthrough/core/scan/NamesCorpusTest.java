package io.passthrough.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.api.manifest.AssetKind;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.core.build.Build;
import io.passthrough.core.scan.NamesCorpus.Release;
import io.passthrough.core.scan.NamesCorpus.Row;
import io.passthrough.core.scan.NamesCorpus.Truth;
import io.passthrough.core.url.AssetUrls;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many names of real builds are called rightly, each release judged by itself. */
class NamesCorpusTest {

  private static final double MISSED_PERCENT = 3;
  private static final int LOOKING_RANDOM = 3;

  private static final List<Row> HASHES = new ArrayList<>();
  private static final List<Row> MISSED = new ArrayList<>();
  private static final List<Row> WRONG = new ArrayList<>();

  @BeforeAll
  static void judgeAll(@TempDir Path folder) {
    for (Release release : NamesCorpus.releases()) {
      Path root = folder.resolve(release.build()).resolve(release.name());
      release.write(root);
      Map<String, AssetKind> kinds = kinds(root);
      release.rows().stream()
          .filter(row -> kinds.containsKey(row.path()))
          .forEach(row -> count(row, kinds.get(row.path())));
    }
  }

  private static Map<String, AssetKind> kinds(Path root) {
    ScanRules rules = ScanRules.of(new AssetUrls("/", "/"));
    try (Build build = Build.open(root)) {
      return ReleaseScanner.scan(build, rules).assets().stream()
          .collect(Collectors.toMap(asset -> asset.key().value(), ManifestAsset::kind));
    }
  }

  private static void count(Row row, AssetKind kind) {
    boolean isCalledImmutable = kind == AssetKind.FINGERPRINTED;
    switch (row.truth()) {
      case HASH -> {
        HASHES.add(row);
        if (!isCalledImmutable) {
          MISSED.add(row);
        }
      }
      case PLAIN, PATHS -> {
        if (isCalledImmutable) {
          WRONG.add(row);
        }
      }
      case COMPANION -> assertThat(isCalledImmutable).isFalse();
    }
  }

  private static List<Row> wrong(Predicate<Row> rows) {
    return WRONG.stream().filter(rows).toList();
  }

  @Test
  void plainNames_ofAllBuilds_areMutable() {
    assertThat(wrong(row -> row.truth() == Truth.PLAIN && !row.looksRandom())).isEmpty();
  }

  @Test
  void namesThatLookRandom_ofAllBuilds_areMutableButForAFew() {
    assertThat(wrong(Row::looksRandom)).hasSizeLessThanOrEqualTo(LOOKING_RANDOM);
  }

  @Test
  void hashes_ofAllBuilds_areFoundButForAFew() {
    assertThat(MISSED.size() * 100.0 / HASHES.size()).isLessThanOrEqualTo(MISSED_PERCENT);
  }

  @Test
  void partsOfDividedChunks_besidePlainScripts_areMutable() {
    assertThat(wrong(row -> row.truth() == Truth.PATHS && row.path().startsWith("js/"))).isEmpty();
  }
}
