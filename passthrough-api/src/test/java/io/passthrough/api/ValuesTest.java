package io.passthrough.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValuesTest {

  @TempDir private Path folder;

  @Test
  void range_boundsThatCannotBe_areRefused() {
    assertThatThrownBy(() -> ByteRange.from(-1)).hasMessage("Illegal range: offset -1 is negative");
    assertThatThrownBy(() -> ByteRange.of(0, 0)).hasMessage("Illegal range: length 0 is below 1");
    assertThatThrownBy(() -> ByteRange.of(2, Long.MAX_VALUE))
        .hasMessage("Illegal range: it ends beyond 2^63-1");
  }

  @Test
  void range_endPastTheObject_isCut() {
    assertThat(ByteRange.of(8, 10).lengthWithin(10)).isEqualTo(2);
    assertThat(ByteRange.from(8).lengthWithin(10)).isEqualTo(2);
    assertThat(ByteRange.ALL.lengthWithin(10)).isEqualTo(10);
  }

  @Test
  void range_startAtTheEnd_fitsOnlyWhenItIsAll() {
    assertThat(ByteRange.from(10).fits(10)).isFalse();
    assertThat(ByteRange.of(9, 1).fits(10)).isTrue();
    assertThat(ByteRange.ALL.fits(0)).isTrue();
  }

  @Test
  void content_ofBytesAndOfFile_opensFromAnyOffsetAgainAndAgain() throws Exception {
    byte[] bytes = "0123456789".getBytes(StandardCharsets.UTF_8);
    Path file = Files.write(folder.resolve("ten.txt"), bytes);

    for (Content content : List.of(Content.of(bytes), Content.of(file))) {
      assertThat(content.length()).isEqualTo(10);
      assertThat(read(content, 0)).isEqualTo("0123456789");
      assertThat(read(content, 7)).isEqualTo("789");
      assertThat(read(content, 10)).isEmpty();
    }
  }

  @Test
  void headers_charactersThatCannotTravel_areRefusedByName() {
    assertThatThrownBy(() -> AssetHeaders.of("text/html\r\nX: y"))
        .hasMessage("Illegal header: Content-Type has the character U+000D");
    assertThatThrownBy(() -> AssetHeaders.of("a/b").withCacheControl("\u00e9"))
        .hasMessage("Illegal header: Cache-Control has the character U+00E9");
    assertThatThrownBy(() -> AssetHeaders.of("a/b").withMetadata(Map.of("Bad-Name", "x")))
        .hasMessage("Illegal metadata name: 'Bad-Name'");
    assertThatThrownBy(() -> AssetHeaders.of("a/b").withMetadata(Map.of("a", "x".repeat(2_048))))
        .hasMessage("Illegal metadata: 2049 bytes, more than 2048");
  }

  @Test
  void headers_valuesThatHttpWouldChange_areRefusedByName() {
    AssetHeaders headers = AssetHeaders.of("a/b");

    assertThatThrownBy(() -> AssetHeaders.of("a/b "))
        .hasMessage("Illegal header: Content-Type begins or ends with a space, 'a/b '");
    assertThatThrownBy(() -> AssetHeaders.of(""))
        .hasMessage("Illegal header: Content-Type is empty");
    assertThatThrownBy(() -> headers.withContentEncoding(""))
        .hasMessage("Illegal header: Content-Encoding is empty");
    assertThatThrownBy(() -> headers.withMetadata(Map.of("a", " x")))
        .hasMessage("Illegal header: metadata a begins or ends with a space, ' x'");
    assertThatThrownBy(() -> headers.withMetadata(Map.of("a", "")))
        .hasMessage("Illegal header: metadata a is empty");
    assertThat(headers.withMetadata(Map.of("a", "x  y")).metadata()).containsEntry("a", "x  y");
  }

  @Test
  void exception_withAndWithoutKey_saysWhatFailedOnWhatAndWhy() {
    AssetStoreException.Builder put =
        AssetStoreException.of(AssetStoreException.Kind.CONDITION_FAILED, "put", "s3://web/shop");

    assertThat(put.because("the bucket is gone"))
        .hasMessage("Cannot put: the bucket is gone in s3://web/shop");
    assertThat(put.key(AssetKey.of("js/app.js")).because("another object is already there"))
        .hasMessage("Cannot put: another object is already there, 'js/app.js' in s3://web/shop");
  }

  @Test
  void exception_kind_decidesWhetherACallMayWorkLater() {
    assertThat(of(AssetStoreException.Kind.THROTTLED).retryable()).isTrue();
    assertThat(of(AssetStoreException.Kind.UNAVAILABLE).retryable()).isTrue();
    assertThat(of(AssetStoreException.Kind.ACCESS_DENIED).retryable()).isFalse();
  }

  @Test
  void storeConfig_asText_showsNoValue() {
    StoreConfig config = new StoreConfig(Map.of("secret", "hunter2"), "shop", Access.READ);

    assertThat(config).asString().contains("secret", "shop", "READ").doesNotContain("hunter2");
  }

  @Test
  void storeConfig_typedOptions_areReadOrNamed() {
    StoreConfig config =
        new StoreConfig(Map.of("call_timeout", "90s", "connections", "x"), "", Access.READ);

    assertThat(config.duration("call_timeout", Duration.ZERO)).isEqualTo(Duration.ofSeconds(90));
    assertThat(config.duration("read_timeout", Duration.ofDays(1))).isEqualTo(Duration.ofDays(1));
    assertThatThrownBy(() -> config.integer("connections", 1))
        .hasMessage("Option 'connections' is not a whole number: 'x'");
    assertThatThrownBy(() -> config.duration("connections", Duration.ZERO))
        .hasMessage("Option 'connections' is not a duration: 'x'");
    assertThatThrownBy(() -> config.required("path")).hasMessage("Missing option 'path'");
  }

  @Test
  void storeConfig_prefixThatIsNoKey_isRefused() {
    assertThatThrownBy(() -> new StoreConfig(Map.of(), "/shop", Access.READ))
        .hasMessage("Illegal prefix: it has an empty segment, '/shop'");
  }

  @Test
  void mediaTypes_byExtension_nameTheCharsetOfText() {
    assertThat(MediaTypes.ofName("js/app.JS")).contains("text/javascript; charset=utf-8");
    assertThat(MediaTypes.ofName("a.wasm")).contains("application/wasm");
    assertThat(MediaTypes.ofName("NOEXT")).isEmpty();
    assertThat(MediaTypes.ofName("v1.2/NOEXT")).isEmpty();
    assertThat(MediaTypes.ofName("a.unheardof")).isEqualTo(Optional.empty());
  }

  @Test
  void mediaTypes_ofDownloads_areThoseThatProgramsOpenThemBy() {
    assertThat(MediaTypes.ofName("files/report.docx"))
        .contains("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    assertThat(MediaTypes.ofName("sums.XLSX"))
        .contains("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    assertThat(MediaTypes.ofName("app.apk")).contains("application/vnd.android.package-archive");
    assertThat(MediaTypes.ofName("book.epub")).contains("application/epub+zip");
    assertThat(MediaTypes.ofName("a.tar.gz")).contains("application/gzip");
  }

  @Test
  void mediaTypes_ofNamesWithoutExtension_areThoseThatSpecificationsFix() {
    String json = "application/json; charset=utf-8";

    assertThat(MediaTypes.ofName("apple-app-site-association")).contains(json);
    assertThat(MediaTypes.ofName("/.well-known/apple-app-site-association")).contains(json);
    assertThat(MediaTypes.ofName("/shop/.well-known/openid-configuration")).contains(json);
    assertThat(MediaTypes.ofName("docs/openid-configuration")).isEmpty();
    assertThat(MediaTypes.ofName("no-apple-app-site-association")).isEmpty();
  }

  private static AssetStoreException of(AssetStoreException.Kind kind) {
    return AssetStoreException.of(kind, "stat", "memory").because("of a test");
  }

  private static String read(Content content, long offset) throws Exception {
    try (InputStream in = content.open(offset)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void storeOption_choicesWithoutTheType_areRefused() {
    assertThatThrownBy(() -> StoreOption.choice("sse", List.of(), "The encryption."))
        .hasMessage("Choices belong to the type CHOICE: 'sse'");
    assertThatThrownBy(() -> StoreOption.secret("Pin", "The word."))
        .hasMessage("Illegal option name: 'Pin'");
  }

  @Test
  void headers_metadataAboveTheLimit_areRefusedWithTheirSize() {
    AssetHeaders headers = AssetHeaders.of("text/css");

    assertThat(headers.withMetadata(Map.of("ab", "x".repeat(2_046))).metadata()).hasSize(1);
    assertThatThrownBy(() -> headers.withMetadata(Map.of("ab", "x".repeat(2_047))))
        .hasMessage("Illegal metadata: 2049 bytes, more than 2048");
  }

  @Test
  void cursor_afterAKey_leadsBackToIt() {
    AssetKey key = AssetKey.of("js/after:\u00e9.js");

    assertThat(Cursor.after(key).key()).contains(key);
    assertThat(new Cursor(Cursor.after(key).token()).key()).contains(key);
  }

  @Test
  void cursor_thatIsNoKey_hasNone() {
    assertThat(new Cursor("page2").key()).isEmpty();
    assertThat(new Cursor("after:").key()).isEmpty();
    assertThat(new Cursor("after:../secret").key()).isEmpty();
  }
}
