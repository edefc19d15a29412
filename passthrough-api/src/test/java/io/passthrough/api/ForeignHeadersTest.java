package io.passthrough.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForeignHeadersTest {

  private static final AssetKey SCRIPT = AssetKey.of("js/app.js");

  @Test
  void headers_legalOnes_comeAsTheyAre() {
    AssetHeaders stored = AssetHeaders.ofForeign(SCRIPT, "text/x-odd", "no-cache", "br");

    assertThat(stored)
        .isEqualTo(
            AssetHeaders.of("text/x-odd").withCacheControl("no-cache").withContentEncoding("br"));
  }

  @Test
  void headers_missing_haveTheTypeOfTheExtension() {
    assertThat(AssetHeaders.ofForeign(SCRIPT, null, null, null))
        .isEqualTo(AssetHeaders.of("text/javascript; charset=utf-8"));
    assertThat(AssetHeaders.ofForeign(AssetKey.of("LICENSE"), null, null, null))
        .isEqualTo(AssetHeaders.of(AssetHeaders.OCTET_STREAM));
  }

  @Test
  void headers_thatCannotTravel_countAsMissing() {
    AssetHeaders stored = AssetHeaders.ofForeign(SCRIPT, "text/\u00e9", "a\r\nX: y", "  ");

    assertThat(stored).isEqualTo(AssetHeaders.of("text/javascript; charset=utf-8"));
  }

  @Test
  void headers_spacesAtTheEnds_areTakenAway() {
    assertThat(AssetHeaders.ofForeign(SCRIPT, " text/css\t", null, null).contentType())
        .isEqualTo("text/css");
  }

  @Test
  void metadata_names_areLoweredAndIllegalPairsLeftOut() {
    Map<String, String> pairs = new HashMap<>();
    pairs.put("Sha256", "ab");
    pairs.put("goog-reserved", "x");
    pairs.put("empty", " ");
    pairs.put("umlaut", "\u00fc");
    pairs.put("missing", null);

    assertThat(foreign(pairs)).isEqualTo(Map.of("sha256", "ab"));
  }

  @Test
  void metadata_spellingsOfOneName_leaveTheLowerOne() {
    assertThat(foreign(Map.of("MTIME", "1", "mtime", "2", "Mtime", "3")))
        .isEqualTo(Map.of("mtime", "2"));
  }

  @Test
  void metadata_aboveTheLimit_keepWhatHasRoom() {
    Map<String, String> stored =
        foreign(Map.of("a", "1", "big", "x".repeat(2_040), "write_id", "w", "zz", "22222"));

    assertThat(stored).isEqualTo(Map.of("a", "1", "write_id", "w", "zz", "22222"));
    assertThat(foreign(Map.of("a", "x".repeat(2_047)))).hasSize(1);
  }

  private static Map<String, String> foreign(Map<String, String> pairs) {
    AssetHeaders headers = AssetHeaders.of("text/css").withForeignMetadata(pairs);
    assertThat(headers.cacheControl()).isEqualTo(Optional.empty());
    return headers.metadata();
  }
}
