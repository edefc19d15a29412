package io.passthrough.core.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestDigestsTest {

  private static Evidence evidence(String output, String logical) {
    ManifestNames names = new ManifestNames(Map.of(output, List.of(logical)), Set.of());
    return new Fingerprints(List.of(output), names).find(output).evidence();
  }

  @ParameterizedTest
  @CsvSource({
    "css/style-13qet57adg9.css, css/style.css",
    "img/logo-bc456de78f.png, img/logo.png",
    "static/js/main.8bcc9fd4.chunk.js, main.js",
    "assets/foo-BRBmoGS9.js, views/foo.ts",
    "assets/logo-BZP-VfuO.svg, logo.svg",
    "d41d8cd98f-unicorn.css, unicorn.css",
    "css/base.27e20196a850.css, css/base.css",
    "app-WAC2WS4C.js, src/app.ts",
    "vendors~main.5a1c2b.js, vendors~main.js",
    "main-9c68d5.js, main.js"
  })
  void find_logicalNameWithADigest_isTheManifests(String output, String logical) {
    assertThat(evidence(output, logical)).isEqualTo(Evidence.MANIFEST);
  }

  @ParameterizedTest
  @CsvSource({
    "main.bundle.js, main.js",
    "main.development.js, main.js",
    "main.js, main.js",
    "js/app.js, /js/app.js",
    "main.1.2.3.js, main.js",
    "main-20240131.js, main.js",
    "application12345.js, app.js",
    "main-abc12.js, main.js",
    "9c68d5e8.js, main.js",
    "main-es2015.js, main.js",
    "app.IE11only.js, app.js",
    "sdk-LATEST.js, sdk.js",
    "messages.zh-Hant-TW.js, messages.js",
    "main-PLATFORM.css, main.css"
  })
  void find_anyOtherInsertion_isNoDigest(String output, String logical) {
    assertThat(evidence(output, logical)).isEqualTo(Evidence.NONE);
  }

  @Test
  void find_wordOfTheLengthOfMostDigests_isOneToo() {
    Map<String, List<String>> logical = new HashMap<>();
    for (String digest : List.of("BRBmoGS9", "Dx3f_9aK", "qZ7-pQ2x", "CasedRed")) {
      logical.put("a/x" + digest.charAt(0) + "-" + digest + ".js", List.of("x" + digest.charAt(0)));
    }

    Fingerprints names = new Fingerprints(logical.keySet(), new ManifestNames(logical, Set.of()));

    assertThat(names.find("a/xC-CasedRed.js").evidence()).isEqualTo(Evidence.MANIFEST);
  }

  @Test
  void find_originalOfAnotherFile_isMutableWhateverItLooksLike() {
    ManifestNames names =
        new ManifestNames(
            Map.of("app/x-3f2a9c1d.f362a29fc9a5.js", List.of("app/x-3f2a9c1d.js")),
            Set.of("app/x-3f2a9c1d.js"));

    Fingerprints fingerprints = new Fingerprints(List.of("app/x-3f2a9c1d.js"), names);

    assertThat(fingerprints.find("app/x-3f2a9c1d.js").evidence()).isEqualTo(Evidence.ORIGINAL);
    assertThat(fingerprints.find("app/x-3f2a9c1d.f362a29fc9a5.js").evidence())
        .isEqualTo(Evidence.MANIFEST);
  }
}
