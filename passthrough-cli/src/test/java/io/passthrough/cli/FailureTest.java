package io.passthrough.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException;
import io.passthrough.core.PassthroughException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From what went wrong to an exit code and a next step. */
final class FailureTest {

  @ParameterizedTest
  @CsvSource({"INPUT, 2", "IO, 1", "INCOMPLETE, 3", "REFUSED, 4", "CONFLICT, 5"})
  void failure_ofTheEngine_keepsItsNextStep(PassthroughException.Kind kind, int exitCode) {
    Failure failure = Failure.of(new PassthroughException(kind, "what", "then"));

    assertThat(failure).isEqualTo(new Failure(exitCode, "what", "then"));
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_FOUND, 1",
    "CONDITION_FAILED, 5",
    "ACCESS_DENIED, 1",
    "INVALID, 2",
    "UNSUPPORTED, 4",
    "THROTTLED, 1",
    "UNAVAILABLE, 1",
    "OUTCOME_UNKNOWN, 1"
  })
  void failure_ofAStore_hasANextStep(AssetStoreException.Kind kind, int exitCode) {
    AssetStoreException fault =
        AssetStoreException.of(kind, "put", "s3://web").key(AssetKey.of("a.js")).because("no");

    Failure failure = Failure.of(fault);

    assertThat(failure.exitCode()).isEqualTo(exitCode);
    assertThat(failure.message()).isEqualTo("Cannot put: no, 'a.js' in s3://web");
    assertThat(failure.next()).isNotBlank();
  }

  @Test
  void failure_inAnotherThread_isToldAsItself() {
    Throwable fault = new CompletionException(new UncheckedIOException(new IOException("gone")));

    assertThat(Failure.of(fault).message()).contains("gone").doesNotContain("bug");
  }

  @Test
  void failure_thatNobodyExpected_isABugWithAWayToReportIt() {
    Failure failure = Failure.of(new IllegalStateException("odd"));

    assertThat(failure.exitCode()).isEqualTo(1);
    assertThat(failure.message()).contains("bug", "odd");
    assertThat(failure.next()).contains("PASSTHROUGH_TRACE");
  }
}
