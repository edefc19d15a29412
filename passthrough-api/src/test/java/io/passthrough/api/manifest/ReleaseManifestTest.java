package io.passthrough.api.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.api.AssetKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReleaseManifestTest {

  @Test
  void digest_ofAssets_isTheHashOfTheirSortedLines() {
    ManifestAsset a = asset("a.js", "A");
    ManifestAsset b = asset("b.js", "B");
    String lines = "a.js " + a.sha256() + "\nb.js " + b.sha256() + "\n";

    ReleaseManifest manifest = ReleaseManifest.of(Optional.empty(), List.of(b, a));

    assertThat(manifest.digest()).isEqualTo(Sha256.of(lines.getBytes(StandardCharsets.UTF_8)));
    assertThat(manifest.assets()).containsExactly(a, b);
  }

  @Test
  void name_whenNoneIsGiven_isTheDigestsFirstSixteenDigits() {
    ReleaseManifest manifest = ReleaseManifest.of(Optional.empty(), List.of(asset("a.js", "A")));

    assertThat(manifest.digest().hex()).startsWith(manifest.release().value());
    assertThat(manifest.release().value()).hasSize(16);
  }

  @Test
  void manifest_withOneKeyTwice_isRefused() {
    List<ManifestAsset> twice = List.of(asset("a.js", "A"), asset("a.js", "B"));

    assertThatThrownBy(() -> ReleaseManifest.of(Optional.empty(), twice))
        .hasMessage("Two assets have the key 'a.js'");
  }

  @Test
  void names_outsideTheGrammar_areRefused() {
    assertThat(ReleaseName.isLegal("2026-11-24T10.00_a")).isTrue();
    assertThatThrownBy(() -> ReleaseName.of("-x")).hasMessage("Illegal release name: '-x'");
    assertThatThrownBy(() -> ReleaseName.of("a/b")).hasMessage("Illegal release name: 'a/b'");
    assertThatThrownBy(() -> EnvironmentName.of("x".repeat(101)))
        .hasMessageStartingWith("Illegal environment name: ");
  }

  @Test
  void sha256_ofNothing_isTheWellKnownOne() {
    assertThat(Sha256.of(new byte[0]).hex())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(Sha256.from(Sha256.of(new byte[0]).bytes())).isEqualTo(Sha256.of(new byte[0]));
    assertThatThrownBy(() -> new Sha256("E3B0")).hasMessage("Illegal SHA-256: 'E3B0'");
  }

  @Test
  void coding_byTokenAndByName_isFound() {
    assertThat(ContentCoding.ofToken("zstd")).contains(ContentCoding.ZSTD);
    assertThat(ContentCoding.ofName("js/a.js.br")).contains(ContentCoding.BR);
    assertThat(ContentCoding.ofName("js/a.js")).isEmpty();
    assertThat(AssetKind.parse("companion")).contains(AssetKind.COMPANION);
    assertThat(AssetKind.parse("COMPANION")).isEmpty();
  }

  private static ManifestAsset asset(String key, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new ManifestAsset(
        AssetKey.of(key),
        AssetKind.MUTABLE,
        bytes.length,
        Sha256.of(bytes),
        "text/javascript; charset=utf-8",
        List.of(),
        Optional.empty(),
        List.of());
  }
}
