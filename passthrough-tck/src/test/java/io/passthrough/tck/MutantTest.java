package io.passthrough.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.tck.CaseResult.Outcome;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("long")
class MutantTest {

  static List<Mutant> mutants() {
    return Stream.of(
            BasicFaults.all(),
            KeyFaults.all(),
            HeaderFaults.all(),
            StreamFaults.all(),
            RangeFaults.all(),
            VersionFaults.all(),
            PatternFaults.all(),
            ErrorFaults.all(),
            ListFaults.all(),
            ConditionalFaults.all(),
            DeleteFaults.all(),
            SpiFaults.all(),
            HandleFaults.all(),
            ForeignFaults.all(),
            HttpFaults.all(),
            TcpFaults.all(),
            ThreadFaults.all(),
            InterruptFaults.all(),
            LeakFaults.all(),
            LargeFaults.all(),
            SecurityFaults.all(),
            FallbackFaults.all(),
            ConsistencyFaults.all(),
            RetentionFaults.all(),
            PruneFaults.all(),
            LoadingFaults.all(),
            ProcessFaults.all())
        .flatMap(List::stream)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void case_storeWithItsFault_failsAndNamesIt(Mutant mutant) {
    CaseResult result = result(mutant);

    assertThat(result.outcome()).as(result.report()).isEqualTo(Outcome.FAILED);
    assertThat(mutant.messages()).as(result.summary()).anyMatch(result.summary()::contains);
  }

  private static CaseResult result(Mutant mutant) {
    TckOptions options =
        new TckOptions(EnumSet.allOf(Tier.class), List.of(), mutant.timeScale(), "*");
    try (Harness harness = mutant.harness().get()) {
      return new TckRunner(harness, options).run(TckCases.named(mutant.caseId()));
    }
  }

  @Test
  void cases_all_areProvenByAMutant() {
    List<String> ids = TckCases.all().stream().map(TckCase::id).toList();

    assertThat(mutants().stream().map(Mutant::caseId).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(ids);
  }
}
