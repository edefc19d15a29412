package io.passthrough.core.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RangesTest {

  @ParameterizedTest
  @CsvSource({
    "bytes=0-4, 0, 4",
    "bytes=9-, 9, 9",
    "bytes=-3, 7, 9",
    "bytes=-11, 0, 9",
    "bytes=5-99999999999999999999, 5, 9",
    "BYTES=0-0, 0, 0",
    "'bytes=0-4,2-6', 0, 6",
    "'bytes=15-,0-5', 0, 5",
    "'bytes=,0-1,', 0, 1"
  })
  void range_thatExists_isCutToTheSize(String value, long first, long last) {
    assertThat(Ranges.of(value, 10)).contains(List.of(Slice.between(first, last)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=10-", "bytes=-0", "bytes=18446744073709551615-", "bytes=10-,11-"})
  void range_beyondTheEnd_hasNoPart(String value) {
    assertThat(Ranges.of(value, 10)).contains(List.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=,",
        "bytes=5",
        "bytes=4-2",
        "bytes=--1",
        "bytes=a-b",
        "bytes=0-1-2",
        "bytes=0-1;2-3",
        "bytes=+1-2",
        "bytes=\u0661-",
        "items=0-1",
        "bytes =0-1",
        "bytes=0-1,5-4"
      })
  void range_thatIsMalformed_isIgnored(String value) {
    assertThat(Ranges.of(value, 10)).isEmpty();
  }

  @Test
  void ranges_apart_keepTheirOrder() {
    assertThat(Ranges.of("bytes=5-8,0-1", 10))
        .contains(List.of(Slice.between(5, 8), Slice.between(0, 1)));
  }

  @Test
  void ranges_asManyAsTheWhole_areIgnored() {
    assertThat(Ranges.of("bytes=0-4,5-9", 10)).isEmpty();
  }

  @Test
  void ranges_inAFlood_areIgnored() {
    assertThat(Ranges.of("bytes=" + "0-1,".repeat(17), 1000)).isEmpty();
    assertThat(Ranges.of("bytes=0-0,2-2,4-4,6-6,8-8,10-10,12-12,14-14,16-16", 1000)).isEmpty();
  }

  @Test
  void range_ofNothing_isIgnored() {
    assertThat(Ranges.of("bytes=0-1", 0)).isEmpty();
  }
}
