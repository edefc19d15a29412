package io.passthrough.core.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordTimeTest {

  @ParameterizedTest
  @CsvSource({
    "10:00, 10:01, 12:00, 10:01, false",
    "10:05, 10:01, 12:00, 10:05, false",
    "12:00, 10:01, 12:00, 12:00, false",
    "12:01, 10:01, 12:00, 10:01, false",
    "12:02, 10:01, 12:00, 10:01, true",
    "11:00, 14:00, 12:00, 14:00, false"
  })
  void time_ofARecord_isTheLaterOneUnlessThatIsToCome(
      String written, String put, String now, String expected, boolean ahead) {
    RecordTime time = new RecordTime(instant(written), instant(put));

    assertThat(time.at(instant(now))).isEqualTo(instant(expected));
    assertThat(time.isAhead(instant(now))).isEqualTo(ahead);
  }

  private static Instant instant(String time) {
    return Instant.parse("2026-01-01T" + time + ":00Z");
  }
}
