package io.passthrough.core.scan.bundler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InsertedTokenTest {

  @ParameterizedTest
  @CsvSource({
    "css/style-13qet57adg9.css, css/style.css",
    "static/js/main.8bcc9fd4.chunk.js, main.js",
    "assets/foo-BRBmoGS9.js, views/foo.ts",
    "assets/logo-BuPIv-2h.svg, logo.svg",
    "d41d8cd98f-unicorn.css, unicorn.css",
    "css/base.27e20196a850.css, css/base.css",
    "app-ABCDEFGH.js, src/app.ts",
    "vendors~main.5a1c2b.js, vendors~main.js"
  })
  void isIn_logicalNameWithAToken_isTold(String path, String logical) {
    assertThat(InsertedToken.isIn(path, logical)).isTrue();
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
    "other-9c68d5e8.js, main.js",
    "main-abc12.js, main.js",
    "9c68d5e8.js, main.js"
  })
  void isIn_anyOtherName_isNot(String path, String logical) {
    assertThat(InsertedToken.isIn(path, logical)).isFalse();
  }
}
