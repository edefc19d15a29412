package io.passthrough.core.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AcceptEncodingTest {

  private static final List<Representation> ALL =
      List.of(form("identity", 100), form("br", 20), form("zstd", 30), form("gzip", 40));

  private static Representation form(String coding, long length) {
    return new Representation(coding, length, Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "'', identity",
    "'gzip, deflate, br, zstd', br",
    "'gzip, zstd', zstd",
    "'br;q=0.5, gzip;q=1.0', gzip",
    "'*', br",
    "'identity;q=0, gzip', gzip",
    "'gzip;q=0, *;q=1', br",
    "'identity, gzip;q=0.5', identity",
    "'gzip;q=0.001', gzip",
    "'gzip;Q=0.5 , br ; q=1', br",
    "x-gzip, gzip",
    "GZIP, gzip",
    "brotli, identity",
    "'gzip;q=2', identity",
    "'gzip;q=0.1234', identity",
    "'gzip;level=9', identity"
  })
  void choice_amongCodings_followsTheClientThenTheSize(String value, String coding) {
    assertThat(AcceptEncoding.parse(value).choose(ALL).map(Representation::coding))
        .contains(coding);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*;q=0", "identity;q=0", "identity;q=0.000, deflate"})
  void choice_whenAllIsRefused_isNone(String value) {
    assertThat(AcceptEncoding.parse(value).choose(List.of(form("identity", 1)))).isEmpty();
  }

  @Test
  void choice_withoutTheField_isNoCoding() {
    assertThat(AcceptEncoding.parse(null).choose(ALL).map(Representation::coding))
        .contains("identity");
  }

  @Test
  void choice_withoutTheField_isTheCodingWhenThereIsNothingElse() {
    assertThat(AcceptEncoding.parse(null).choose(List.of(form("gzip", 1)))).isPresent();
  }
}
