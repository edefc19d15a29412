package io.passthrough.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuotedTest {

  @Test
  void text_beyondAscii_isShownByCodePointsToo() {
    assertThat(Quoted.text("\u00e9/\ud83d\ude00"))
        .isEqualTo("'\u00e9/\ud83d\ude00' (U+00E9 U+1F600)");
  }

  @Test
  void text_lineBreak_isEscaped() {
    assertThat(Quoted.text("a\nb")).isEqualTo("'a\\u000ab' (U+000A)");
  }

  @Test
  void text_long_isCutAndCounted() {
    assertThat(Quoted.text("a".repeat(300))).endsWith("a…' (300 characters)");
  }

  @Test
  void bytes_notText_areShownAsNumbers() {
    assertThat(Quoted.any(new byte[] {31, -117, 8})).isEqualTo("0x[1f 8b 08] (3 bytes)");
  }

  @Test
  void bytes_long_areShownFromWhereTheyDiffer() {
    assertThat(Quoted.bytes(Bodies.letters(1_000, 'a'), 500))
        .isEqualTo("from byte 496: …'" + "a".repeat(24) + "'… (1000 bytes)");
  }

  @Test
  void items_many_areCutAndCounted() {
    List<Integer> items = IntStream.range(0, 50).boxed().toList();

    assertThat(Quoted.any(items)).endsWith("10, 11, … 50 in all]");
  }
}
