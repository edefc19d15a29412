package io.passthrough.core.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintsTest {

  private static Finding find(String name, String... neighbours) {
    List<String> names = new ArrayList<>(List.of(neighbours));
    names.add(name);
    return new Fingerprints(names, ManifestNames.NONE).find(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "main.a3762de8.chunk.js",
        "js/2.19319c15.chunk.js",
        "remoteEntry.0f1e2d3c4b5a69788796a5b4c3d2e1f0.entry.js",
        "css/base.27e20196a850.css",
        "jquery-3a4b5c6d.min.js",
        "104a4f2fa83bebb6878f.png",
        "img/LICENSE.2c54f4e1ca1c",
        "application-9C68D5E8F0A1B2C3.css"
      })
  void find_hexadecimalThatNobodyWrites_isFingerprintedAlone(String name) {
    assertThat(find(name).evidence()).isEqualTo(Evidence.ALONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "index.html",
        "a3762de8/main.js",
        "icon-1024x1024.png",
        "report-20240131.pdf",
        "backup-202401311200.json",
        "Icon-192.png",
        "Roboto-Medium15.woff2",
        "swagger-ui-bundle.min.js",
        "builds/meta/3afbe573-822f-4394-8c03-4b29846c03cc.json",
        "avatar-9d1c7e52-0b3a-4f86-8a21-5e6f7d8c9b0a.png",
        "uploads/66927f1e8d4c2b5a90e1f3d7.jpg",
        "avatars/7771093713556e85d7a876c08cb5bb63.jpg",
        "photo-1517694712202-14dd9538aa97.jpeg",
        "swatch-00aaff80.png",
        "menu-cafe2024.pdf",
        "hero-e1690012345678.jpg",
        "Logo2024.png",
        "HeaderV2.js",
        "SUMMER25.jpg",
        "DSCF3462.jpg",
        "env-vars.js",
        "foo-BRBmoGS9.js",
        "deadbeef.js"
      })
  void find_wordNumberDateIdOrDoubt_isNothingAlone(String name) {
    assertThat(find(name)).isEqualTo(Finding.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop/_app/immutable/entry/start.BxKz1A2b.js",
        "_app/immutable/chunks/DUe9zAbQ.js",
        "_next/static/chunks/092r-mewpaf3q.js",
        "_next/static/chunks/turbopack-2u1d16houkiyo.js",
        "_next/static/media/038b504894aa4466-s.p.woff2",
        "_nuxt/BNlmDCo1.js",
        "_nuxt/a1b2c3d.js",
        "_astro/about.4y53omSw.css",
        "_astro/pic.CTQApniE_Z1Dqec0.webp",
        "_framework/dotnet.runtime.peu2mfb29t.js",
        "assets/index-BRBmoGS9.js",
        "index-w0h3kx7q.js",
        "chunk-MLROWIHT.js",
        "browser/main-LXHLNC2O.js",
        "guide.md.VvMkWplM.lean.js",
        "build/p-RK-dZFhF.js",
        "build/q-Dq1K_x2z.js",
        "shop/0123456789ABCDEF0123456789ABCDEF.cache.js",
        "photo_hu_8f3a1c2b4d5e6f70.jpg"
      })
  void find_documentedFolderOrForm_needsNoNeighbours(String name) {
    assertThat(find(name).evidence()).isEqualTo(Evidence.DOCUMENTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "_next/static/chunks/configuration.js",
        "_next/static/chunks/web3-auth-sdk.js",
        "_next/static/chunks/2024-holidays.js",
        "_next/static/geqA0MoV3pnQDysipByWJ/_buildManifest.js",
        "_nuxt/builds/meta/dev.json",
        "_nuxt/settings.js",
        "assets/page-HeaderV2.js",
        "index-fallback.js",
        "chunk-frontend.css",
        "assets/OpenSans-Light300.css",
        "main-PLATFORM.css",
        "_framework/blazor.webassembly.js"
      })
  void find_wordsInADocumentedPlace_areMutable(String name) {
    assertThat(find(name)).isEqualTo(Finding.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"B-0aljAA", "Ap_uvLv5"})
  void find_lessLikelyDigestAsANameInADocumentedFolder_needsItsNeighbours(String digest) {
    String all =
        "8XHDrpjL 8YaemPE4 8bCcb5Ah 8rt8pbnR 93XW4dA4 9LZW82mx ACR7mjMT AyI9D44m B01rWeX6 B03wrqEc"
            + " B0Vn3mmp B1LuyuGF B1vfmpDi B20LNakR B2S82xfT B2UqWgmY B3eNTzq9 B3nNTcPA B41mqyuM"
            + " B4D0N00k B5AHwhZD B5EwzdfI B5zXfXm9 B67608cP B6vEzUzI B7l6OAYL B8MMqDTT B9CHtUv8";
    String[] neighbours =
        Stream.of(all.split(" "))
            .flatMap(name -> Stream.of("_nuxt/" + name + ".js", "js/" + name + ".js"))
            .toArray(String[]::new);

    assertThat(find("_nuxt/" + digest + ".js")).isEqualTo(Finding.NONE);
    assertThat(find("_nuxt/" + digest + ".js", neighbours).evidence()).isEqualTo(Evidence.FAMILY);
    assertThat(find("js/" + digest + ".js", neighbours)).isEqualTo(Finding.NONE);
    assertThat(find("_nuxt/settings.js", neighbours)).isEqualTo(Finding.NONE);
    assertThat(find("_nuxt/DARKMODE.js", neighbours)).isEqualTo(Finding.NONE);
  }

  @Test
  void find_neighboursOfTheSameForm_vouchForIt() {
    Finding finding =
        find("a/B-DkfGhLmN.js", "a/x-BNlmDCo1.js", "a/y-CLsCjV2Q.js", "a/z-B1g7eqSN.js");

    assertThat(finding.evidence()).isEqualTo(Evidence.FAMILY);
    assertThat(finding.form()).hasToString("Optional[8 base64url characters after '-']");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a/OpenSans-Light300.woff2",
        "a/main-PLATFORM.css",
        "a/cart-checkout.js",
        "a/company-about-us.png",
        "a/page-HeaderV2.js",
        "a/Robot-Scene-3D.glb"
      })
  void find_wordsOfTheFormOfTheirNeighbours_areMutable(String name) {
    assertThat(
            find(name, "a/x-BNlmDCo1.js", "a/y-CLsCjV2Q.js", "a/z-B1g7eqSN.js", "a/v-Dx_3f-9a.js"))
        .isEqualTo(Finding.NONE);
  }

  @Test
  void find_digestsAfterAnotherSeparator_doNotHelp() {
    assertThat(
            find("a/B-DkfGhLmN.js", "a/x.BNlmDCo1.js", "a/y.CLsCjV2Q.js", "a/z.B1g7eqSN.js")
                .isFingerprint())
        .isFalse();
  }

  @Test
  void find_digestsOfOtherFolders_helpAfterASeparator() {
    assertThat(
            find("a/B-DkfGhLmN.js", "b/x-BNlmDCo1.js", "c/y-CLsCjV2Q.js", "d/z-B1g7eqSN.js")
                .evidence())
        .isEqualTo(Evidence.FAMILY);
  }

  @Test
  void find_companionsOfOneName_countOnce() {
    assertThat(
            find(
                    "a/B-DkfGhLmN.js",
                    "a/B-DkfGhLmN.js.map",
                    "a/B-DkfGhLmN.js.LICENSE.txt",
                    "a/B-DkfGhLmN.js.gz")
                .isFingerprint())
        .isFalse();
  }

  @Test
  void find_numberAmongHexadecimalDigests_isOne() {
    String[] neighbours = {"x.12ab5678.js", "y.a234567e.js", "z.cc123456.js", "v.0f1e2d3c.js"};

    assertThat(find("w.73920418.js", neighbours).evidence()).isEqualTo(Evidence.FAMILY);
    assertThat(find("w.31122024.js", neighbours)).isEqualTo(Finding.NONE);
  }

  @Test
  void find_coloursAsNames_areNoFamily() {
    assertThat(find("00aaff80.png", "ffcc0033.png", "1a2b3cff.png", "deadbeef.png", "33669980.png"))
        .isEqualTo(Finding.NONE);
  }

  @Test
  void find_partsOfADividedChunkBesidePlainScripts_areMutable() {
    Finding finding = find("js/main-37f2faf7.js", "js/main-b4dbfe10.js", "js/157.js", "js/385.js");

    assertThat(finding.evidence()).isEqualTo(Evidence.CHUNK_PART);
    assertThat(finding.isFingerprint()).isFalse();
  }

  @Test
  void find_hashedChunksBesideHashedScripts_areNoParts() {
    assertThat(
            find("js/main-37f2faf7.js", "js/main-b4dbfe10.js", "js/app-0c1d2e3f.js")
                .isFingerprint())
        .isTrue();
  }
}
