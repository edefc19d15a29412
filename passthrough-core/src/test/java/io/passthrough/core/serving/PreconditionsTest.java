package io.passthrough.core.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PreconditionsTest {

  private static final String ETAG = "\"a\"";
  private static final Optional<Instant> MODIFIED =
      Optional.of(Instant.parse("2014-06-25T17:12:18.900Z"));

  private static RequestFields fields(String... lines) {
    List<Field> fields =
        Stream.of(lines)
            .map(line -> line.split(": ", 2))
            .map(parts -> new Field(parts[0], parts[1]))
            .toList();
    return RequestFields.of(fields);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "If-Match: \"a\"|PROCEED",
        "If-Match: \"b\"|FAILED",
        "If-Match: W/\"a\"|FAILED",
        "If-Match: \"b\", \"a\"|PROCEED",
        "If-Match: *|PROCEED",
        "If-None-Match: \"a\"|NOT_MODIFIED",
        "If-None-Match: W/\"a\"|NOT_MODIFIED",
        "If-None-Match: w/\"a\"|PROCEED",
        "If-None-Match: a|PROCEED",
        "If-None-Match: \"A\"|PROCEED",
        "If-None-Match: *|NOT_MODIFIED",
        "If-None-Match: \"b\",,\"a\"|NOT_MODIFIED",
        "If-Modified-Since: Wed, 25 Jun 2014 17:12:18 GMT|NOT_MODIFIED",
        "If-Modified-Since: Wed, 25 Jun 2014 17:12:17 GMT|PROCEED",
        "If-Modified-Since: Wednesday, 25-Jun-14 17:12:18 GMT|NOT_MODIFIED",
        "If-Modified-Since: Wed Jun 25 17:12:18 2014|NOT_MODIFIED",
        "If-Modified-Since: yesterday|PROCEED",
        "If-Unmodified-Since: Wed, 25 Jun 2014 17:12:18 GMT|PROCEED",
        "If-Unmodified-Since: Wed, 25 Jun 2014 17:12:17 GMT|FAILED",
        "If-Unmodified-Since: garbage|PROCEED"
      })
  void precondition_alone_isEvaluated(String field, Preconditions expected) {
    assertThat(Preconditions.of(fields(field), ETAG, MODIFIED)).isEqualTo(expected);
  }

  @Test
  void ifMatch_thatHolds_overrulesTheDate() {
    RequestFields fields =
        fields("If-Match: \"a\"", "If-Unmodified-Since: Wed, 25 Jun 2014 17:12:10 GMT");

    assertThat(Preconditions.of(fields, ETAG, MODIFIED)).isEqualTo(Preconditions.PROCEED);
  }

  @Test
  void ifNoneMatch_thatDoesNotHold_overrulesTheDate() {
    RequestFields fields =
        fields("If-None-Match: \"b\"", "If-Modified-Since: Wed, 25 Jun 2014 17:12:18 GMT");

    assertThat(Preconditions.of(fields, ETAG, MODIFIED)).isEqualTo(Preconditions.PROCEED);
  }

  @Test
  void linesOfOneName_inARequest_areOneList() {
    RequestFields fields = fields("If-None-Match: \"b\"", "if-none-match: \"a\"");

    assertThat(Preconditions.of(fields, ETAG, MODIFIED)).isEqualTo(Preconditions.NOT_MODIFIED);
  }

  @Test
  void dates_withoutATimeToCompare_areIgnored() {
    RequestFields fields = fields("If-Modified-Since: Fri, 25 Feb 2174 09:42:23 GMT");

    assertThat(Preconditions.of(fields, ETAG, Optional.empty())).isEqualTo(Preconditions.PROCEED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "\"a\"|true",
        "W/\"a\"|false",
        "\"b\"|false",
        "\"a\", \"b\"|false",
        "*|false",
        "Wed, 25 Jun 2014 17:12:18 GMT|true",
        "Wed, 25 Jun 2014 17:12:19 GMT|false"
      })
  void ifRange_ofARequest_mustBeExact(String value, boolean allowed) {
    assertThat(Preconditions.allowRange(fields("If-Range: " + value), ETAG, MODIFIED))
        .isEqualTo(allowed);
  }
}
