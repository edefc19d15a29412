package io.passthrough.core.objects;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.MediaTypes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StoredTypeTest {

  @ParameterizedTest
  @CsvSource({
    "a.js,text/plain",
    "a.mjs,text/plain; charset=utf-8",
    "a.cjs,application/json",
    "a.js,text/html",
    "a.js,application/x-www-form-urlencoded",
    "a.js,multipart/form-data; boundary=x",
    "a.js,application/x-gzip",
    "a.js,js",
    "a.css,text/plain",
    "a.css,application/octet-stream",
    "a.css,application/x-css",
    "a.wasm,text/plain",
    "a.html,text/plain",
    "a.json,text/plain",
    "a.webmanifest,application/octet-stream",
    "a.svg,text/xml",
    "a.svg,image/png",
    "a.png,text/plain",
    "a.woff2,text/plain",
    "a.mp4,application/octet-stream",
    "a.txt,text/html",
    "a.txt,binary/octet-stream",
    "a.xml,text/plain",
    "a.csv,text/plain",
    "a.docx,application/zip",
    "a.apk,application/octet-stream",
    "a.pdf,text/plain",
    "apple-app-site-association,binary/octet-stream",
    ".well-known/apple-app-site-association,text/plain"
  })
  void storedType_thatCannotBeRight_givesWayToTheExtensions(String name, String stored) {
    String type = StoredType.of(AssetHeaders.of(stored), name);

    assertThat(type).isEqualTo(MediaTypes.ofName(name).orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "a.js,application/javascript",
    "a.js,application/x-javascript; charset=utf-8",
    "a.js,TEXT/JavaScript",
    "a.css,text/css",
    "a.html,application/xhtml+xml",
    "a.json,application/manifest+json",
    "a.webmanifest,application/json",
    "a.svg,image/svg+xml; charset=utf-8",
    "a.png,image/webp",
    "a.woff2,application/font-woff2",
    "a.woff,application/x-font-woff",
    "a.mp4,video/x-m4v",
    "a.m3u8,application/x-mpegURL",
    "a.xml,application/rss+xml",
    "a.txt,text/x-robots",
    "a.txt,application/json",
    "a.md,text/x-markdown",
    "a.zip,application/x-zip-compressed",
    "a.bin,application/vnd.some.model",
    "a.ts,text/plain",
    "a.unheardof,application/vnd.unheard.of",
    "NOEXT,text/plain"
  })
  void storedType_thatMayBeRight_stays(String name, String stored) {
    assertThat(StoredType.of(AssetHeaders.of(stored), name)).isEqualTo(stored);
  }

  @ParameterizedTest
  @CsvSource({
    "a.js,application/x-gzip,text/javascript; charset=utf-8",
    "a.css,application/gzip,text/css; charset=utf-8",
    "a.js,application/x-brotli,text/javascript; charset=utf-8",
    "a.unheardof,application/gzip,application/octet-stream",
    "a.tar.gz,application/gzip,application/gzip"
  })
  void storedType_thatIsACodingsName_isNone(String name, String stored, String expected) {
    AssetHeaders headers = AssetHeaders.of(stored).withContentEncoding("gzip");

    assertThat(StoredType.of(headers, name)).isEqualTo(expected);
  }
}
