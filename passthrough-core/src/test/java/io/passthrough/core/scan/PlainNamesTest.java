package io.passthrough.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.api.manifest.AssetKind;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.core.build.Build;
import io.passthrough.core.url.AssetUrls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that people named, beside those that bundlers named. */
class PlainNamesTest {

  @TempDir Path folder;

  private void write(String path) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, path);
  }

  private List<String> fingerprinted() {
    try (Build build = Build.open(folder)) {
      return ReleaseScanner.scan(build, ScanRules.of(AssetUrls.ROOT)).assets().stream()
          .filter(asset -> asset.kind() == AssetKind.FINGERPRINTED)
          .map(ManifestAsset::key)
          .map(Object::toString)
          .toList();
    }
  }

  @BeforeEach
  void page() throws IOException {
    write("index.html");
  }

  @Test
  void kinds_publicFilesBesideHashedImages_areMutable() throws IOException {
    String[] hashed = {
      "5feceb66ffc86f38d952.png", "6b86b273ff34fce19d6b.png", "d4735e3a265e16eee03f.png"
    };
    String[] plain = {
      "og-image.png", "app-icon.png", "env-vars.js", "about-us.png", "mac_icon.png",
      "bg-video.mp4", "c_avatar.png", "main-es5.js", "Logo2024.png", "DSCF3462.jpg"
    };
    for (String name : Stream.of(hashed, plain).flatMap(Stream::of).toList()) {
      write(name);
    }

    assertThat(fingerprinted()).containsExactlyInAnyOrder(hashed);
  }

  @Test
  void kinds_publicFilesBesideHashedScripts_areMutable() throws IOException {
    String[] hashed = {
      "assets/index-DkQ1b3Zx.js",
      "assets/home-BQ3Pz8xA.js",
      "assets/about-C1a_9ZxQ.js",
      "assets/style-D9uV2kPq.css",
      "assets/logo-B7yT3wSe.png"
    };
    String[] plain = {
      "assets/home-og-image.png", "assets/price-list-2025.pdf", "assets/user-guide-v2.pdf",
      "assets/slide-img-0001.jpg", "assets/runtime-env-vars.js", "assets/intro-bg-video.mp4",
      "assets/team-photo-01.jpg", "assets/product-10002345.jpg"
    };
    for (String name : Stream.of(hashed, plain).flatMap(Stream::of).toList()) {
      write(name);
    }

    assertThat(fingerprinted()).containsExactlyInAnyOrder(hashed);
  }

  @Test
  void kinds_originalBesideItsHashedCopy_isMutable() throws IOException {
    write("static/app/HeaderV2.js");
    write("static/app/HeaderV2.f362a29fc9a5.js");
    write("static/app/x-3f2a9c1d.js");
    write("static/app/x-3f2a9c1d.9f412d517a21.js");
    Files.writeString(
        folder.resolve("static/staticfiles.json"),
        """
        {"version": "1.1", "hash": "x", "paths": {
          "app/HeaderV2.js": "app/HeaderV2.f362a29fc9a5.js",
          "app/x-3f2a9c1d.js": "app/x-3f2a9c1d.9f412d517a21.js"
        }}
        """);

    assertThat(fingerprinted())
        .containsExactlyInAnyOrder(
            "static/app/HeaderV2.f362a29fc9a5.js", "static/app/x-3f2a9c1d.9f412d517a21.js");
  }
}
